import type { Snapshot } from '../pages/snapshot.js';
import type { State } from '../pages/state.js';
import type { SyncPass } from '../pages/sync-pass.js';
import type { GitFlow } from '../source/run.js';
import { readLine, STEPS_PER_PAGE, stepsPage } from './first-parent-line.js';
import { shasOf } from './graph.js';
import { readGiven, readPlain } from './reading.js';

const isUnreported = ({ tips, boundaries }: Snapshot, state: State): boolean =>
  tips.length > 0 &&
  boundaries.length === 0 &&
  state.tips.length === 0 &&
  state.underway === null &&
  state.unsure.length === 0;

/** Returns the default branch, and the first page of what it says. */
async function readFirstLine(round: SyncPass) {
  const graph = await round.graph();
  const line = await readLine(round, graph);
  const page = stepsPage(round, graph, line, line.steps.slice(0, STEPS_PER_PAGE));
  // A consumer that ends early asks for no page; the error of a requested page still reaches it.
  page.catch(() => undefined);
  return { line, page };
}

/**
 * Begins the backfill; returns null if something was reported before. The backfill must be stopped
 * when the pass ends.
 */
export function beginBackfill(round: SyncPass) {
  const { source, snapshot, state } = round;
  if (!isUnreported(snapshot, state)) return null;
  const plain = readPlain(source, snapshot.tips);
  let begun: Promise<GitFlow> | null = null;
  let hasStopped = false;
  const begin = async () => readGiven(source, shasOf(await round.graph(), 'MERGES'));
  const merges = () => {
    begun ??= begin();
    return begun;
  };
  const follow = async () => {
    await plain.ended;
    if (!hasStopped) await merges();
    return readFirstLine(round);
  };
  const stop = () => {
    hasStopped = true;
    plain.stop();
    // The consumer of these commits knows why they could not be read.
    begun?.then((flow) => flow.stop()).catch(() => undefined);
  };
  // The error reaches consumers that ask for the same thereafter.
  return {
    plain,
    /** Null if not all could be read in one go. */
    line: follow().catch(() => null),
    /** Begins with the first call, or once all others are read. */
    merges,
    /** Ends whatever is under way; nothing more is begun. */
    stop,
  };
}
/**
 * Backfill of a repository without reported facts, so that git and the database work in parallel.
 * It reads all commits but merges first, since they are most. Git computes the lines of merges, its
 * slowest part, while the rest and the default branch are written.
 */
export type Backfill = NonNullable<ReturnType<typeof beginBackfill>>;
