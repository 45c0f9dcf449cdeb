import { COMMIT_FORMAT } from './log-format.js';
import { type Flow, openFlow } from './sink.js';
import type { Source } from './source.js';

export const FILES = {
  LINES: ['--numstat', '-M', '--no-ext-diff', '--no-textconv', '--diff-merges=first-parent'],
  NAMES: ['--name-status', '--no-renames', '--diff-merges=first-parent'],
  NONE: ['--no-patch'],
} as const;

export const inputOf = (shas: readonly string[]) => [...shas, ''].join('\n');
export const asGiven = ['log', '--no-walk=unsorted', '--stdin'];
const asReached = ['log', '--stdin'];

/** Commits with their lines, as one program writes them while others of them are taken. */
export interface Reading {
  readonly flow: Flow;
  /** Rejects with GitFailure where not all could be read. */
  readonly ended: Promise<unknown>;
}

function begin(source: Source, log: readonly string[], shas: readonly string[]): Reading {
  const flow = openFlow();
  const asked = [...log, '-z', `--format=${COMMIT_FORMAT}`, ...FILES.LINES, '--'];
  const ended = source.run(asked, { input: inputOf(shas), sink: flow.sink });
  ended.then(flow.end, flow.end);
  return { flow, ended };
}

/** Reads these commits, in their order. */
export const readGiven = (source: Source, shas: readonly string[]): Reading =>
  begin(source, asGiven, shas);

/** Reads all commits that `tips` reach, in the order of the graph, which need not be known yet. */
export const readReached = (source: Source, tips: readonly string[]): Reading =>
  begin(source, asReached, tips);
