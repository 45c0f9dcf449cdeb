import { type AzureApi, inProject, type WireList } from '../azure-api/api.js';
import { followContinuations, followSkips } from '../azure-api/paging.js';
import { parseJson } from '../http/answer.js';
import type { WholePullRequest } from './wire.js';

/** A pull request as a list has it, in the parts by which more of it is asked for. */
export interface RawPullRequest {
  readonly pullRequestId: number;
  readonly status?: string | null;
  readonly description?: string | null;
  readonly closedDate?: string | null;
  readonly repository: {
    readonly id: string;
    readonly name?: string | null;
    readonly project: { readonly id: string; readonly name?: string | null };
  };
}
interface RawIteration {
  readonly id: number;
  readonly reason?: string | null;
}
interface RawCommit {
  readonly commitId: string;
  readonly commentTruncated?: boolean | null;
}

type Asking = Pick<AzureApi, 'core' | 'log'>;

/** Lists cut descriptions to so many characters. */
const CUT_DESCRIPTION = 400;
const COMMITS_AT_ONCE = 100;
const CHANGES_AT_ONCE = 2_000;
const NOT_THERE = 404;

const repositoryPath = ({ repository: { id, project } }: RawPullRequest, path: string): string =>
  inProject(project.id, `git/repositories/${id}/${path}`);
const pathOf = (raw: RawPullRequest, path: string): string =>
  repositoryPath(raw, `pullRequests/${raw.pullRequestId}${path}`);

const isRaw = (given: unknown): given is RawPullRequest => {
  const { pullRequestId, repository } = (given ?? {}) as Partial<RawPullRequest>;
  return typeof pullRequestId === 'number' && typeof repository?.project?.id === 'string';
};

/** Returns the entries of a list that is one page; none if Azure no longer has it. */
async function readWhole<Value>({ core, log }: Asking, path: string): Promise<readonly Value[]> {
  const answer = await core.ask(path, { allowed: [NOT_THERE] });
  if (answer.status === NOT_THERE) log('warn', `Azure DevOps has no ${path} any more.`);
  return answer.status === NOT_THERE ? [] : (parseJson<WireList<Value>>(answer).value ?? []);
}

/** Reads the threads of a pull request: comments of people, votes, and what happened. */
export const readThreads = (api: Asking, raw: RawPullRequest): Promise<readonly unknown[]> =>
  readWhole(api, pathOf(raw, '/threads'));

/** A message is asked for again where the list cut it. */
async function withMessage(
  api: Asking,
  raw: RawPullRequest,
  commit: RawCommit,
): Promise<RawCommit> {
  if (commit.commentTruncated !== true) return commit;
  const path = repositoryPath(raw, `commits/${commit.commitId}`);
  const answer = await api.core.ask(path, { allowed: [NOT_THERE] });
  return answer.status === NOT_THERE ? commit : parseJson<RawCommit>(answer);
}

async function readCommits(api: Asking, raw: RawPullRequest): Promise<RawCommit[]> {
  const commits: RawCommit[] = [];
  const pages = followContinuations<RawCommit>(api.core, pathOf(raw, '/commits'), {
    $top: COMMITS_AT_ONCE,
  });
  for await (const { values } of pages)
    for (const commit of values) commits.push(await withMessage(api, raw, commit));
  return commits;
}

/** The list of commits holds those of today alone: a force push took others away. */
async function readReplaced(
  api: Asking,
  raw: RawPullRequest,
  iterations: readonly RawIteration[],
  todays: readonly RawCommit[],
): Promise<unknown[]> {
  const known = new Set(todays.map(({ commitId }) => commitId));
  const replaced: unknown[] = [];
  for (const [index, { id }] of iterations.entries()) {
    if (!/forcePush/i.test(iterations[index + 1]?.reason ?? '')) continue;
    const commits = await readWhole<RawCommit>(api, pathOf(raw, `/iterations/${id}/commits`));
    const fresh = commits.filter(({ commitId }) => !known.has(commitId));
    for (const commit of fresh) replaced.push(await withMessage(api, raw, commit));
    for (const { commitId } of fresh) known.add(commitId);
  }
  return replaced;
}

/** Reads the files that the whole pull request changes: those of its last iteration, compared with none before. */
async function readChanges(
  { core }: Asking,
  raw: RawPullRequest,
  last: RawIteration | undefined,
): Promise<unknown[]> {
  if (last === undefined) return [];
  const path = pathOf(raw, `/iterations/${last.id}/changes`);
  const changes: unknown[] = [];
  for (let skip = 0; ; ) {
    const query = { $compareTo: 0, $top: CHANGES_AT_ONCE, $skip: skip };
    const body = await core.askJson<{
      readonly changeEntries?: readonly unknown[] | null;
      readonly nextSkip?: number | null;
    }>(path, { query });
    changes.push(...(body.changeEntries ?? []));
    const next = body.nextSkip ?? 0;
    if (next <= skip) return changes;
    skip = next;
  }
}

/** A description of full length may go on. */
async function readItself({ core }: Asking, raw: RawPullRequest): Promise<unknown> {
  if ((raw.description?.length ?? 0) < CUT_DESCRIPTION) return raw;
  const answer = await core.ask(pathOf(raw, ''), { allowed: [NOT_THERE] });
  return answer.status === NOT_THERE ? raw : parseJson<unknown>(answer);
}

const alone = (pullRequest: unknown): WholePullRequest => ({
  pullRequest,
  threads: [],
  commits: [],
  replaced: [],
  iterations: [],
  changes: [],
});

/** Returns a pull request with the lists that its own answer lacks; `threads` are given if they were read. */
export async function completePullRequest(
  api: Asking,
  raw: unknown,
  given: readonly unknown[] | null = null,
): Promise<WholePullRequest> {
  // A record that cannot be asked for is kept, so that it is counted.
  if (!isRaw(raw)) return alone(raw);
  const [pullRequest, threads, commits, iterations] = await Promise.all([
    readItself(api, raw),
    given ?? readThreads(api, raw),
    readCommits(api, raw),
    readWhole<RawIteration>(api, pathOf(raw, '/iterations')),
  ]);
  const [replaced, changes] = await Promise.all([
    readReplaced(api, raw, iterations, commits),
    readChanges(api, raw, iterations.at(-1)),
  ]);
  return { pullRequest, threads, commits, replaced, iterations, changes };
}

/** Yields pages of a project's pull requests, so many at once. */
export const listPullRequests = (
  { core }: Asking,
  project: string,
  criteria: Readonly<Record<string, string>>,
  size: number,
  from = 0,
): AsyncGenerator<readonly RawPullRequest[]> => {
  const named = Object.entries(criteria).map(([name, value]) => [`searchCriteria.${name}`, value]);
  const query = Object.fromEntries(named) as Record<string, string>;
  return followSkips<RawPullRequest>(
    core,
    inProject(project, 'git/pullrequests'),
    query,
    size,
    from,
  );
};
