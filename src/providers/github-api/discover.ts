import type { Discovered, DiscoveredPage, DiscoverRequest } from '../discover.js';
import { parseJson } from '../http/answer.js';
import { nextLinkOf } from '../http/paging.js';
import type { SourceContext } from '../provider.js';
import type { GithubAccess } from './access.js';
import { type GithubApi, openApi } from './api.js';
import { viewerOf } from './repositories.js';

interface RawRepository {
  readonly full_name?: string;
  readonly description?: string | null;
  readonly archived?: boolean;
  readonly owner?: { readonly login: string };
}
interface RawOrganization {
  readonly login?: string;
  readonly description?: string | null;
}

const PER_PAGE = 100;
/** Vendors' pages that one call reads at most, where a search finds little in each. */
const MOST_PAGES = 30;

/** A list that the vendor pages, and what is offered of an element. */
interface Source {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  offer(node: unknown): Discovered | null;
}

const offerRepository = (node: unknown): Discovered | null => {
  const { full_name, description, archived } = node as RawRepository;
  if (!full_name) return null;
  const detail = [archived ? 'Archived.' : '', description ?? ''].join(' ').trim();
  return { value: full_name, label: full_name, detail: detail || null };
};
const offerOrganization = (node: unknown): Discovered | null => {
  const { login, description } = node as RawOrganization;
  return login ? { value: login, label: login, detail: description || null } : null;
};
/** An App sees repositories, and organisations only as their owners. */
const offerOwner = (node: unknown): Discovered | null => {
  const { owner } = node as RawRepository;
  return owner ? { value: owner.login, label: owner.login, detail: null } : null;
};

const ofApp = { path: 'installation/repositories', query: {} };

function sourceOf(kind: string, { app }: GithubAccess): Source | null {
  if (kind === 'REPOSITORY')
    return app
      ? { ...ofApp, offer: offerRepository }
      : { path: 'user/repos', query: { sort: 'full_name' }, offer: offerRepository };
  if (kind !== 'ORGANIZATION') return null;
  return app
    ? { ...ofApp, offer: offerOwner }
    : { path: 'user/orgs', query: {}, offer: offerOrganization };
}

/** Returns where a page of offers begins: a page of the vendor and an entry in it. */
const readCursor = (after: string | null) => {
  const [, page = '1', index = '0'] = /^(\d+)\.(\d+)$/.exec(after ?? '') ?? [];
  return { page: Math.max(1, Number(page)), index: Number(index) };
};
type At = ReturnType<typeof readCursor>;

async function readPage(api: GithubApi, { path, query }: Source, page: number) {
  const answer = await api.rest.ask(path, { query: { ...query, per_page: PER_PAGE, page } });
  const value = parseJson<unknown>(answer);
  const { repositories = [] } = value as { readonly repositories?: unknown[] };
  const hasNext = nextLinkOf(answer.headers) !== null;
  return { nodes: Array.isArray(value) ? (value as unknown[]) : repositories, hasNext };
}

/** The user's own account owns repositories too, and stands first among the organisations. */
async function ownAccount(api: GithubApi, kind: string, after: string | null) {
  if (kind !== 'ORGANIZATION' || after !== null) return [];
  const login = await viewerOf(api);
  return login ? [{ value: login, label: login, detail: 'Your own account.' }] : [];
}

const matches = (search: string | null, { label }: Discovered): boolean =>
  label.toLowerCase().includes((search ?? '').trim().toLowerCase());

async function* offers(
  api: GithubApi,
  source: Source,
  from: At,
): AsyncGenerator<{ readonly offer: Discovered; readonly next: At }> {
  let { page, index } = from;
  for (let read = 0; read < MOST_PAGES; read += 1) {
    const { nodes, hasNext } = await readPage(api, source, page);
    for (; index < nodes.length; index += 1) {
      const offer = source.offer(nodes[index]);
      if (offer) yield { offer, next: { page, index: index + 1 } };
    }
    if (!hasNext) return;
    page += 1;
    index = 0;
  }
}

/** Returns organisations or repositories that the credential sees, whose names contain the search. Throws what the API throws. */
export async function discover(
  access: GithubAccess,
  { kind, search, first, after }: DiscoverRequest,
  context: SourceContext,
): Promise<DiscoveredPage> {
  const source = sourceOf(kind, access);
  if (!source) return { items: [], cursor: null };
  const api = openApi(access, context);
  const own = await ownAccount(api, access.app ? '' : kind, after);
  const items: Discovered[] = own.filter((one) => matches(search, one));
  const values = new Set(items.map(({ value }) => value));
  for await (const { offer, next } of offers(api, source, readCursor(after))) {
    if (values.has(offer.value) || !matches(search, offer)) continue;
    values.add(offer.value);
    items.push(offer);
    if (items.length >= first) return { items, cursor: `${next.page}.${next.index}` };
  }
  return { items, cursor: null };
}
