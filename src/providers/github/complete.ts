import type { GithubApi } from '../github-api/api.js';
import { parseJson } from '../http/answer.js';
import { followLinks } from '../http/paging.js';
import type { SourceContext } from '../provider.js';
import { type LongList, longLists } from './fragments.js';
import { restOfIssue, restOfList, restOfThread } from './queries.js';

/** A list as GraphQL sent it; it is completed in place, so that the page holds what GitHub said and nothing else. */
interface RawList {
  readonly totalCount?: number;
  pageInfo?: { hasNextPage: boolean; endCursor: string | null };
  nodes?: unknown[] | null;
}
interface RawNode {
  readonly id?: string;
  readonly [field: string]: unknown;
}
type RestOf = { readonly node: { readonly list?: RawList } | null };

interface Asked {
  readonly api: GithubApi;
  readonly context: Pick<SourceContext, 'log'>;
}

const listIn = (node: RawNode, name: string): RawList | null => {
  const value = node[name];
  return value !== null && typeof value === 'object' ? (value as RawList) : null;
};
const nodesIn = (list: RawList | null): RawNode[] =>
  (list?.nodes ?? []).filter((node): node is RawNode => node !== null && typeof node === 'object');

/** Reads a list to its end. A cursor that comes again ends it with a warning. */
async function readOn({ api, context }: Asked, id: string, list: RawList | null, document: string) {
  while (list?.pageInfo?.hasNextPage) {
    const after = list.pageInfo.endCursor;
    const { node } = await api.graphql<RestOf>(document, { id, after });
    const rest = node?.list;
    list.nodes = [...(list.nodes ?? []), ...(rest?.nodes ?? [])];
    if (rest?.pageInfo?.hasNextPage && rest.pageInfo.endCursor === after) {
      context.log('warn', 'GitHub names a page again that was read already: the list ends here.');
      return;
    }
    list.pageInfo = rest?.pageInfo ?? { hasNextPage: false, endCursor: null };
  }
}

/** Restarts a list of which only the first entry was asked for. */
function restart(list: RawList | null): void {
  if (!list?.pageInfo?.hasNextPage) return;
  list.pageInfo.endCursor = null;
  list.nodes = [];
}

/** The head may be gone with its fork, or the base with its history. */
const GONE = [404, 409, 422];
/** A comparison names the files too, at most 300 of them with their patches. */
const MOST_BYTES = 100_000_000;

/** The list of a pull request ends at 250 commits, the oldest first; a comparison knows them all. */
async function compareCommits({ api, context }: Asked, repository: string, node: RawNode) {
  const { baseRefOid, headRefOid } = node;
  const path = `repos/${repository}/compare/${baseRefOid}...${headRefOid}`;
  const asking = { query: { per_page: 100 }, allowed: GONE, mostBytes: MOST_BYTES };
  const commits: unknown[] = [];
  for await (const answer of followLinks(api.rest, path, asking, context.log)) {
    if (GONE.includes(answer.status)) return {};
    commits.push(...(parseJson<{ readonly commits?: unknown[] }>(answer).commits ?? []));
  }
  return { comparedCommits: commits };
}

async function readAllLists(asked: Asked, id: string, node: RawNode, isLean: boolean) {
  for (const name of Object.keys(longLists) as LongList[]) {
    const list = listIn(node, name);
    if (isLean) restart(list);
    await readOn(asked, id, list, restOfList(name));
  }
  for (const thread of nodesIn(listIn(node, 'reviewThreads')))
    if (thread.id) await readOn(asked, thread.id, listIn(thread, 'comments'), restOfThread);
}

const isCut = (list: RawList | null): boolean =>
  (list?.totalCount ?? 0) > (list?.nodes?.length ?? 0);

/** Returns the pull request with all entries of its lists, which GitHub cuts after the first ones. */
export async function completePullRequest(
  asked: Asked,
  repository: string,
  given: unknown,
  isLean = false,
): Promise<unknown> {
  const node = given as RawNode | null;
  if (typeof node?.id !== 'string') return given;
  await readAllLists(asked, node.id, node, isLean);
  if (!isCut(listIn(node, 'commits'))) return node;
  return { ...node, ...(await compareCommits(asked, repository, node)) };
}

/** Returns the issue with all of its history. */
export async function completeIssue(asked: Asked, given: unknown): Promise<unknown> {
  const node = given as RawNode | null;
  if (typeof node?.id === 'string')
    await readOn(asked, node.id, listIn(node, 'timelineItems'), restOfIssue);
  return given;
}
