import { z } from 'zod';
import type { HarnessAccount } from '../harness-api/api.js';
import { isIncluded, readProjects } from '../harness-api/projects.js';
import { type Answer, parseJson } from '../http/answer.js';
import { WrongAnswer } from '../http/failures.js';
import { followOffsets } from '../http/paging.js';
import type { CodeSettings } from './settings.js';
import { type WireRepository, wireRepository } from './wire.js';

const CODE = 'code/api/v1';
const REPOSITORIES_A_PAGE = 100;

/** A repository with the record as it came. */
export interface Listed {
  readonly id: number;
  /** The account, then what it lies below. */
  readonly path: string;
  readonly node: unknown;
}

/** Where something lies: in a project, an organisation, or the account itself. */
type Scope = Readonly<Record<'orgIdentifier' | 'projectIdentifier', string | null>>;

/** Returns the path below which a repository is asked, and in which scope. */
export function locate(path: string): { readonly base: string; readonly query: Scope } {
  const [, ...below] = path.split('/');
  const name = below.pop() ?? '';
  const [orgIdentifier = null, projectIdentifier = null] = below;
  const base = `${CODE}/repos/${encodeURIComponent(name)}`;
  return { base, query: { orgIdentifier, projectIdentifier } };
}

/** Returns the list of an answer. Throws WrongAnswer if it is none. */
export function listIn(answer: Answer): readonly unknown[] {
  const { data } = z.array(z.unknown()).nullable().safeParse(parseJson(answer));
  if (data !== undefined) return data ?? [];
  const { origin, pathname } = new URL(answer.url);
  throw new WrongAnswer(
    `${origin}${pathname} answers no list as Harness does: check the address of Harness.`,
  );
}

/** Reads a list to its end; pages are counted from 1, and a short one is the last. */
export async function readList(
  { client }: HarnessAccount,
  path: string,
  query: Readonly<Record<string, string | null>>,
  limit = REPOSITORIES_A_PAGE,
): Promise<readonly unknown[]> {
  const all: unknown[] = [];
  const pages = followOffsets<readonly unknown[] | null>(
    client,
    path,
    (offset) => ({ query: { ...query, page: Math.ceil(offset / limit) + 1, limit } }),
    (value) => {
      const items = value?.length ?? 0;
      return { items, isLast: items < limit };
    },
  );
  for await (const { answer } of pages) all.push(...listIn(answer));
  return all;
}

const listedOf = (node: unknown): Listed[] => {
  const { data } = wireRepository.safeParse(node);
  return data ? [{ id: data.id, path: data.path, node }] : [];
};

/** Returns the path of a repository below its account. */
export const pathBelow = ({ path }: Pick<WireRepository, 'path'>): string =>
  path.slice(path.indexOf('/') + 1);

/** Returns the scopes that the settings include: without any choice the account and its organisations, too. */
async function scopesOf(
  account: HarnessAccount,
  settings: CodeSettings,
): Promise<readonly Scope[]> {
  const projects = await readProjects(account);
  const isAll = settings.organizations.length === 0 && settings.projects.length === 0;
  const organizations = isAll
    ? [...new Set(projects.map(({ organization }) => organization))]
    : settings.organizations;
  return [
    ...(isAll ? [{ orgIdentifier: null, projectIdentifier: null }] : []),
    ...organizations.map((orgIdentifier) => ({ orgIdentifier, projectIdentifier: null })),
    ...projects
      .filter((project) => isIncluded(settings, project))
      .map(({ organization, id }) => ({ orgIdentifier: organization, projectIdentifier: id })),
  ];
}

const isChosen = ({ repositories }: CodeSettings, repository: Listed): boolean =>
  repositories.length === 0 || repositories.includes(pathBelow(repository));

/** Returns every repository that the settings include, the oldest first. */
export async function readRepositories(
  account: HarnessAccount,
  settings: CodeSettings,
): Promise<readonly Listed[]> {
  const found = new Map<number, Listed>();
  for (const scope of await scopesOf(account, settings)) {
    const query = { ...scope, sort: 'identifier', order: 'asc' };
    const nodes = await readList(account, `${CODE}/repos`, query);
    for (const one of nodes.flatMap(listedOf)) found.set(one.id, one);
  }
  return [...found.values()]
    .filter((one) => isChosen(settings, one))
    .sort((left, right) => left.id - right.id);
}

/** Looks a repository up by its path; null if the token sees none. */
export async function findRepository(
  { client }: HarnessAccount,
  path: string,
): Promise<Listed | null> {
  const { base, query } = locate(path);
  const answer = await client.ask(base, { query, allowed: [403, 404] });
  return answer.status === 200 ? (listedOf(parseJson(answer))[0] ?? null) : null;
}
