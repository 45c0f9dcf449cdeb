import type { HarnessAccount } from '../harness-api/api.js';
import { parseJson } from '../http/answer.js';
import { type Listed, listIn, locate, readList } from './repositories.js';
import { type PullRequestNode, wirePullRequest } from './wire.js';

const PULL_REQUESTS_A_PAGE = 25;
const MOST_AT_ONCE = 100;
const states = ['open', 'closed', 'merged'];

/** Asks for one page of pull requests, the newest first by number or by change; pages are counted from 1. */
export async function listPullRequests(
  { client }: HarnessAccount,
  { path }: Pick<Listed, 'path'>,
  { page, sort }: { readonly page: number; readonly sort: 'number' | 'updated' },
  limit = PULL_REQUESTS_A_PAGE,
) {
  const { base, query } = locate(path);
  const answer = await client.ask(`${base}/pullreq`, {
    query: { ...query, state: states, sort, order: 'desc', page, limit },
  });
  const nodes = listIn(answer);
  return { nodes, isLast: nodes.length < limit };
}

/** Returns what collecting needs to know of a pull request; null if it cannot be read. */
export function describe(node: unknown) {
  const { data } = wirePullRequest.safeParse(node);
  if (!data) return null;
  const { created, edited, updated, merged } = data;
  const changedAt = Math.max(created, edited ?? 0, updated ?? 0, merged ?? 0);
  return { number: data.number, state: data.state, changedAt };
}

/** Harness lists what happened by the order it happened in, at most so many at once, and those after an instant. */
async function readActivities({ client }: HarnessAccount, path: string, number: number) {
  const { base, query } = locate(path);
  const found = new Map<string, unknown>();
  for (let after: number | null = null, before = -1; found.size > before; ) {
    before = found.size;
    const answer = await client.ask(`${base}/pullreq/${number}/activities`, {
      query: { ...query, limit: MOST_AT_ONCE, after },
    });
    const nodes = listIn(answer);
    for (const node of nodes) found.set(JSON.stringify(node), node);
    if (nodes.length < MOST_AT_ONCE) break;
    const last = Math.max(...nodes.map((node) => Number((node as { created?: unknown }).created)));
    // The last instant is read again, since several activities may share it.
    after = Number.isFinite(last) ? last - 1 : after;
  }
  return [...found.values()];
}

/** Returns how many lines changed between the branches; null where Harness cannot compare them, as of a deleted one. */
async function readStats(account: HarnessAccount, path: string, node: unknown): Promise<unknown> {
  const { merge_base_sha: from, source_sha: to } = node as Readonly<Record<string, unknown>>;
  if (typeof from !== 'string' || typeof to !== 'string' || from === '' || to === '') return null;
  const { base, query } = locate(path);
  const range = `${encodeURIComponent(from)}...${encodeURIComponent(to)}`;
  const allowed = [400, 404, 422];
  const answer = await account.client.ask(`${base}/diff-stats/${range}`, { query, allowed });
  return answer.status === 200 ? parseJson(answer) : null;
}

/** Returns a listed pull request with its activities, commits and lines. One that cannot be read is left as it is, so that it is counted. */
export async function completed(
  account: HarnessAccount,
  { path }: Pick<Listed, 'path'>,
  pullRequest: unknown,
): Promise<PullRequestNode> {
  const known = describe(pullRequest);
  if (!known) return { pullRequest, activities: [], commits: [], stats: null };
  const { base, query } = locate(path);
  const at = `${base}/pullreq/${known.number}`;
  return {
    pullRequest,
    activities: await readActivities(account, path, known.number),
    commits: await readList(account, `${at}/commits`, { ...query }),
    stats: await readStats(account, path, pullRequest),
  };
}

/** Reads one pull request by its number; null if there is none such. */
export async function readPullRequest(
  account: HarnessAccount,
  repository: Pick<Listed, 'path'>,
  number: number,
): Promise<PullRequestNode | null> {
  const { base, query } = locate(repository.path);
  const answer = await account.client.ask(`${base}/pullreq/${number}`, { query, allowed: [404] });
  return answer.status === 200 ? completed(account, repository, parseJson(answer)) : null;
}
