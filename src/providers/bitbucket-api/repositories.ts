import { z } from 'zod';
import { parseJson } from '../http/answer.js';
import { followAddresses } from '../http/paging.js';
import type { SourceContext } from '../provider.js';
import type { BitbucketAccess } from './access.js';
import { type BitbucketApi, leanOf, nextOf, pageIn, repositoryPath } from './api.js';
import { withoutBraces } from './ids.js';
import { REFUSING, remedyOf } from './refusals.js';

/** A repository in the parts that a list is chosen by. */
const listed = z.object({
  uuid: z.string().transform(withoutBraces),
  full_name: z.string().regex(/^[^/]+\/[^/]+$/),
  is_private: z.boolean().nullish(),
  updated_on: z.string().nullish(),
  project: z.object({ key: z.string().nullish() }).nullish(),
});
export type ListedRepository = z.infer<typeof listed>;

/** A repository, with the element as it came. */
export interface Seen {
  readonly repository: ListedRepository;
  readonly node: unknown;
}

/** A page of a list. */
export interface ListedPage {
  /** The list that it belongs to, the same over its pages: a workspace, or one repository. */
  readonly list: string;
  readonly seen: readonly Seen[];
}

const AT_ONCE = 100;
const selected = (names: readonly string[], name: string): boolean =>
  names.some((one) => one.toLowerCase() === name.toLowerCase());

/** Returns true if a repository is one that the settings name. */
export function isSelected(
  { workspaces, repositories, projects }: BitbucketAccess,
  { full_name: name, project }: Pick<ListedRepository, 'full_name' | 'project'>,
): boolean {
  if (selected(repositories, name)) return true;
  const [workspace = ''] = name.split('/');
  const isOfWorkspace =
    workspaces.length + repositories.length === 0 || selected(workspaces, workspace);
  return isOfWorkspace && (projects.length === 0 || selected(projects, project?.key ?? ''));
}

/** The web address of a repository is kept of its links, which are dropped. */
const nodeOf = (node: unknown): unknown => {
  const { links } = node as { readonly links?: { readonly html?: unknown } | null };
  return { ...(leanOf(node) as object), page: links?.html ?? null };
};

/** Returns the repositories among the elements of a list that the settings name. */
export const seenIn = (access: BitbucketAccess, values: readonly unknown[]): Seen[] =>
  values.flatMap((node) => {
    const { data } = listed.safeParse(node);
    return data && isSelected(access, data) ? [{ repository: data, node: nodeOf(node) }] : [];
  });

interface Membership {
  readonly workspace?: { readonly slug?: unknown } | null;
  readonly slug?: unknown;
}

/** Returns the ids of the workspaces that an account belongs to. Lists over all workspaces ended in 2026. */
export async function workspacesOf(api: BitbucketApi): Promise<readonly string[]> {
  const all = (await api.list('user/workspaces', { query: { pagelen: AT_ONCE } })) ?? [];
  return all.flatMap((one) => {
    const { workspace, slug } = one as Membership;
    const id = workspace?.slug ?? slug;
    return typeof id === 'string' ? [id] : [];
  });
}

/** Yields the pages of one list. Returns why it cannot be read; null if it can. */
async function* readList(
  api: BitbucketApi,
  access: BitbucketAccess,
  list: string,
  { log }: Pick<SourceContext, 'log'>,
): AsyncGenerator<ListedPage, string | null> {
  const query = list.includes('/') ? {} : { sort: 'created_on', pagelen: AT_ONCE };
  const asking = { query, allowed: REFUSING };
  const path = repositoryPath(list);
  for await (const answer of followAddresses(api.client, path, asking, nextOf, log)) {
    if (REFUSING.includes(answer.status)) return remedyOf(answer, 'repository');
    const values = list.includes('/') ? [parseJson(answer)] : pageIn(answer).values;
    yield { list, seen: seenIn(access, values) };
  }
  return null;
}

/**
 * Yields the repositories that the settings name, in an order that never changes. A list that cannot be read is logged, noted in
 * `unread` and skipped.
 */
export async function* listRepositories(
  api: BitbucketApi,
  access: BitbucketAccess,
  context: Pick<SourceContext, 'log'>,
  unread: Set<string>,
): AsyncGenerator<ListedPage> {
  const { workspaces, repositories } = access;
  const isAll = workspaces.length + repositories.length === 0;
  const lists = isAll ? await workspacesOf(api) : [...workspaces, ...repositories];
  for (const list of lists) {
    const refusal = yield* readList(api, access, list, context);
    if (refusal === null) continue;
    unread.add(list);
    context.log('warn', `${list} cannot be read: ${refusal}`);
  }
}
