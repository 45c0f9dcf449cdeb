import type { Instant } from '../../model/time.js';
import { instantOfMilliseconds } from '../wire-values.js';
import { isAbsent, readPage } from './api.js';
import { pathOf } from './repositories.js';
import { bodyOf, type Draft, type Run } from './run.js';
import type { RepositoryState } from './state.js';

interface RawCommit {
  readonly id: string;
  readonly committerTimestamp?: number | null;
}

const AT_ONCE = 100;

const madeAt = ({ committerTimestamp }: RawCommit): Instant | null =>
  typeof committerTimestamp === 'number' ? instantOfMilliseconds(committerTimestamp) : null;

const isWanted = ({ state }: Run, commit: RawCommit): boolean =>
  (madeAt(commit) ?? state.since) >= state.since;

const commitsDraft = ({ server }: Run, repository: number, nodes: readonly RawCommit[]): Draft => ({
  kind: 'commits',
  body: bodyOf({ place: server.place, repository, nodes }),
  items: nodes.length,
});

type Walk = NonNullable<RepositoryState['commits']>['walk'];

/** Notes where the walk goes on after a page; at its end all that its head contains is read. */
function advance(
  known: RepositoryState,
  { until, start }: NonNullable<Walk>,
  commits: readonly RawCommit[],
  next: number | null,
): void {
  const head = start === 0 ? (commits[0]?.id ?? until) : until;
  const read = known.commits?.read ?? null;
  known.commits =
    next === null
      ? { read: commits.length > 0 ? head : read }
      : { read, walk: { until: head, start: next } };
}

/** Notes that nothing is read; returns false if that is known, so that the branch itself is not there. */
function restart(known: RepositoryState, branch: string): boolean {
  if ((known.commits?.read ?? null) === null) return false;
  known.commits = { read: null, walk: { until: branch, start: 0 } };
  return true;
}

/** Reads a page of what is not read yet, and notes where the walk goes on; null if the branch cannot be read. */
async function readStep(
  run: Run,
  known: RepositoryState,
  branch: string,
  walk: NonNullable<Walk>,
): Promise<readonly RawCommit[] | null> {
  const read = known.commits?.read ?? null;
  const since = read === null ? {} : { since: read };
  const query = { until: walk.until, ...since, limit: AT_ONCE };
  const path = `${pathOf(known)}/commits`;
  const page = await readPage<RawCommit>(run.server, path, query, walk.start);
  if (isAbsent(page)) return restart(known, branch) ? [] : null;
  const nodes = page.values.filter((one) => isWanted(run, one));
  advance(known, walk, page.values, nodes.length < page.values.length ? null : page.next);
  return nodes;
}

/**
 * Yields pages of commits of the default branch that are new, the newest first. Where the server no
 * longer has what was read, all of it is read again.
 */
export async function* walkCommits(run: Run, known: RepositoryState): AsyncGenerator<Draft> {
  const { branch } = known;
  if (branch === null) return;
  let walk: Walk = known.commits?.walk ?? { until: branch, start: 0 };
  for (; walk; walk = known.commits?.walk) {
    const nodes = await readStep(run, known, branch, walk);
    if (nodes === null) return;
    if (nodes.length > 0) yield commitsDraft(run, known.id, nodes);
  }
}
