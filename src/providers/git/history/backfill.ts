import type { Snapshot } from '../pages/snapshot.js';
import type { State } from '../pages/state.js';
import type { SyncPass } from '../pages/sync-pass.js';
import type { GitFlow } from '../source/run.js';
import {
  type Line,
  readLine,
  STEPS_PER_PAGE,
  type StepsPage,
  stepsPage,
} from './first-parent-line.js';
import { shasOf } from './graph.js';
import { readGiven, readPlain } from './reading.js';

/** The default branch, and the first page of what it says. */
interface FirstLine {
  readonly line: Line;
  readonly page: Promise<StepsPage>;
}

/**
 * What is read of a repository of which nothing was told yet, so that git and whoever writes what it says are both at work until the
 * end. All commits but merges come first, since they are most; while the last of these and the default branch are written, git looks for
 * the lines of merges, which take it longest.
 */
export interface Backfill {
  readonly plain: GitFlow;
  /** Null where not all could be read in one go. */
  readonly line: Promise<FirstLine | null>;
  /** Begins with the first call, or once all others are read. */
  readonly merges: () => Promise<GitFlow>;
  /** Ends whatever is under way; nothing more is begun. */
  readonly stop: () => void;
}

const isUnreported = ({ tips, boundaries }: Snapshot, state: State): boolean =>
  tips.length > 0 &&
  boundaries.length === 0 &&
  state.tips.length === 0 &&
  state.underway === null &&
  state.unsure.length === 0;

async function readFirstLine(round: SyncPass): Promise<FirstLine> {
  const graph = await round.graph();
  const line = await readLine(round, graph);
  const page = stepsPage(round, graph, line, line.steps.slice(0, STEPS_PER_PAGE));
  // Whoever ends early asks for no page; the error of one that is asked for still reaches them.
  page.catch(() => undefined);
  return { line, page };
}

/** Begins to read where nothing was told yet; null where something was. To be stopped when the round ends. */
export function beginBackfill(round: SyncPass): Backfill | null {
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
    // Whoever asked for them knows why they could not be read.
    begun?.then((flow) => flow.stop()).catch(() => undefined);
  };
  // Its error reaches whoever asks for the same thereafter.
  return { plain, line: follow().catch(() => null), merges, stop };
}
