import { type BitbucketApi, leanOf } from '../bitbucket-api/api.js';
import { parseJson } from '../http/answer.js';
import type { PullRecord } from './wire.js';

/** Gone since it was listed, or with the fork that it came from. */
const GONE = [404, 410];
/** Bitbucket could not answer in time, which happens with large differences. */
const TOO_LATE = 555;

interface Listed {
  readonly id?: unknown;
  readonly state?: unknown;
  readonly comment_count?: unknown;
  readonly merge_commit?: { readonly hash?: unknown } | null;
}

const leanList = async (
  api: BitbucketApi,
  path: string,
  pagelen: number,
): Promise<readonly unknown[]> => {
  const found = await api.list(path, { query: { pagelen }, allowed: GONE });
  return (found ?? []).map(leanOf);
};

/** Returns the files of a pull request; null if Bitbucket does not answer for them, when asked twice. */
async function readFiles(api: BitbucketApi, path: string): Promise<readonly unknown[] | null> {
  const asking = { allowed: [...GONE, TOO_LATE] };
  const found = (await api.list(path, asking)) ?? (await api.list(path, asking));
  return found === null ? null : found.map(leanOf);
}

/** Returns the commit that the merge made, since a pull request has only its shortened hash. */
async function readMerge(api: BitbucketApi, path: string, pull: Listed): Promise<unknown> {
  const hash = pull.merge_commit?.hash;
  if (pull.state !== 'MERGED' || typeof hash !== 'string') return null;
  const address = `${path}/commit/${encodeURIComponent(hash)}`;
  const answer = await api.client.ask(address, { allowed: GONE });
  return GONE.includes(answer.status) ? null : leanOf(parseJson(answer));
}

/**
 * Returns a pull request with its log, commits, comments, files and merge: four or five calls. One
 * that has no number is returned alone, to be counted.
 */
export async function completePull(
  api: BitbucketApi,
  path: string,
  given: unknown,
): Promise<PullRecord> {
  const pull = (given ?? {}) as Listed;
  const nothing = { activity: [], commits: [], comments: [], files: null, merge: null };
  if (typeof pull.id !== 'number') return { pull: leanOf(given), ...nothing };
  const own = `${path}/pullrequests/${pull.id}`;
  return {
    pull: leanOf(given),
    activity: await leanList(api, `${own}/activity`, 50),
    commits: await leanList(api, `${own}/commits`, 100),
    comments: pull.comment_count === 0 ? [] : await leanList(api, `${own}/comments`, 100),
    files: await readFiles(api, `${own}/diffstat`),
    merge: await readMerge(api, path, pull),
  };
}
