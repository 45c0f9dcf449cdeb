import { addressOf, type Query } from '../http/address.js';
import { parseJson } from '../http/answer.js';
import { HttpFailure } from '../http/failures.js';
import { nextLinkOf } from '../http/paging.js';
import type { SourceContext } from '../provider.js';
import type { GithubAccess } from './access.js';
import type { GithubApi } from './api.js';
import { hintOfFailure } from './refusal-hints.js';

/** A repository as REST lists it, in the parts that a list is chosen by. */
export interface ListedRepository {
  readonly id: number;
  readonly node_id: string;
  readonly full_name: string;
  readonly private: boolean;
}

/** A page of a list. */
export interface ListedPage {
  /** The list that it belongs to, the same over its pages. */
  readonly list: string;
  /** The address that it was asked at. */
  readonly address: string;
  /** Where the list goes on; null at its end. */
  readonly next: string | null;
  readonly repositories: readonly ListedRepository[];
  /** The elements as they came. */
  readonly nodes: readonly unknown[];
  /** Null if the page is as it was and was not sent again. */
  readonly validator: string | null;
  readonly isUnchanged: boolean;
  /** False if GitHub itself says that it omitted some. */
  readonly isComplete: boolean;
}

/** A page of a list as it was read before: enough to continue if the page is unchanged. */
type KnownPage = Pick<ListedPage, 'next'>;

/** Returns what is known of the page at an address; undefined asks for it whole. */
type Known = (address: string) => KnownPage | undefined;

const PER_PAGE = 100;
/** 404: none or not permitted; 403: not permitted; 451: blocked. One list that cannot be read stops no other. */
const UNREADABLE = [403, 404, 451];

const elementsOf = (value: unknown): unknown[] => {
  if (Array.isArray(value)) return value;
  const { repositories = [value] } = value as { readonly repositories?: unknown[] };
  return repositories;
};

const isListed = (node: unknown): node is ListedRepository => {
  const { id, node_id, full_name } = (node ?? {}) as Partial<ListedRepository>;
  return typeof id === 'number' && typeof node_id === 'string' && typeof full_name === 'string';
};

async function readPage(
  { rest }: GithubApi,
  list: string,
  address: string,
  known: KnownPage | undefined,
): Promise<ListedPage | HttpFailure> {
  const answer = await rest.ask(address, { allowed: UNREADABLE, conditional: known !== undefined });
  if (UNREADABLE.includes(answer.status)) return new HttpFailure('GitHub', answer);
  const common = { list, address, isComplete: !answer.headers.has('x-github-sso') };
  if (answer.status === 304)
    return {
      ...common,
      repositories: [],
      nodes: [],
      validator: null,
      isUnchanged: true,
      next: known?.next ?? null,
    };
  const nodes = elementsOf(parseJson(answer));
  return {
    ...common,
    nodes,
    repositories: nodes.filter(isListed),
    isUnchanged: false,
    validator: answer.headers.get('etag'),
    next: nextLinkOf(answer.headers),
  };
}

/** Yields the pages of one list; what refuses it is what the generator returns. */
async function* readList(
  api: GithubApi,
  path: string,
  query: Query,
  known: Known,
): AsyncGenerator<ListedPage, HttpFailure | null> {
  const seen = new Set<string>();
  let address: string | null = addressOf(api.rest.base, path, query).href;
  while (address !== null && !seen.has(address)) {
    seen.add(address);
    const page: ListedPage | HttpFailure = await readPage(api, path, address, known(address));
    if (page instanceof HttpFailure) return page;
    yield page;
    address = page.next;
  }
  return null;
}

const inOrder: Query = { per_page: PER_PAGE, sort: 'created', direction: 'asc' };

/** The login that the credential acts as; null for an App. */
export async function viewerOf({ rest }: GithubApi): Promise<string | null> {
  const answer = await rest.ask('user', { allowed: [401, 403, 404] });
  return answer.status === 200 ? parseJson<{ readonly login: string }>(answer).login : null;
}

/** The repositories of an organisation, else of a user. */
async function* ofOwner(
  api: GithubApi,
  owner: string,
  known: Known,
): AsyncGenerator<ListedPage, HttpFailure | null> {
  const path = encodeURIComponent(owner);
  const refusal = yield* readList(api, `orgs/${path}/repos`, { ...inOrder, type: 'all' }, known);
  if (refusal?.status !== 404) return refusal;
  const viewer = await viewerOf(api);
  return viewer?.toLowerCase() === owner.toLowerCase()
    ? yield* readList(api, 'user/repos', { ...inOrder, affiliation: 'owner' }, known)
    : yield* readList(api, `users/${path}/repos`, { ...inOrder, type: 'owner' }, known);
}

const ALL_AFFILIATIONS = 'owner,collaborator,organization_member';

interface NamedList {
  readonly name: string;
  readonly pages: AsyncGenerator<ListedPage, HttpFailure | null>;
}

function ofSelection(api: GithubApi, access: GithubAccess, known: Known): NamedList[] {
  const { organizations, repositories, app } = access;
  if (app) {
    const pages = readList(api, 'installation/repositories', { per_page: PER_PAGE }, known);
    return [{ name: 'The installation of the App', pages }];
  }
  if (organizations.length + repositories.length > 0)
    return organizations.map((owner) => ({ name: owner, pages: ofOwner(api, owner, known) }));
  const query = { ...inOrder, affiliation: ALL_AFFILIATIONS };
  return [{ name: 'The token', pages: readList(api, 'user/repos', query, known) }];
}

const pathOf = (fullName: string): string =>
  `repos/${fullName.split('/').map(encodeURIComponent).join('/')}`;

/** Returns true if a repository is one that the settings name. */
export function isSelected(
  { organizations, repositories }: GithubAccess,
  fullName: string,
): boolean {
  if (organizations.length + repositories.length === 0) return true;
  const name = fullName.toLowerCase();
  const [owner = ''] = name.split('/');
  return (
    organizations.some((one) => one.toLowerCase() === owner) ||
    repositories.some((one) => one.toLowerCase() === name)
  );
}

/**
 * Yields the repositories that the settings name, in an order that never changes. Pages that are
 * unchanged since `known` come without elements. A list that cannot be read is logged, counted and
 * skipped.
 */
export async function* listRepositories(
  api: GithubApi,
  access: GithubAccess,
  { log }: Pick<SourceContext, 'log'>,
  count: { unread: number },
  known: Known = () => undefined,
): AsyncGenerator<ListedPage> {
  const single = access.app ? [] : access.repositories;
  const lists = [
    ...ofSelection(api, access, known),
    ...single.map((name) => ({ name, pages: readList(api, pathOf(name), {}, known) })),
  ];
  for (const { name, pages } of lists) {
    const refusal = yield* pages;
    if (refusal === null) continue;
    count.unread += 1;
    const { message } = hintOfFailure(refusal, 'Metadata: read');
    log('warn', `${name} cannot be read (${refusal.status}): ${message}`);
  }
}
