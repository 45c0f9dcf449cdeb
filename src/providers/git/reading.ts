import type { Which } from './graph.js';
import { COMMIT_FORMAT } from './log-format.js';
import type { GitFlow } from './run.js';
import type { Source } from './source.js';

export const FILES = {
  LINES: ['--numstat', '-M', '--no-ext-diff', '--no-textconv', '--diff-merges=first-parent'],
  NAMES: ['--name-status', '--no-renames', '--diff-merges=first-parent'],
  NONE: ['--no-patch'],
} as const;

export const inputOf = (shas: readonly string[]) => [...shas, ''].join('\n');
export const asGiven = ['log', '--no-walk=unsorted', '--stdin'];
const ONLY = { PLAIN: '--no-merges', MERGES: '--merges' } as const satisfies Record<Which, string>;

function begin(source: Source, log: readonly string[], shas: readonly string[]): GitFlow {
  const asked = [...log, '-z', `--format=${COMMIT_FORMAT}`, ...FILES.LINES, '--'];
  return source.open(asked, { input: inputOf(shas) });
}

/** Reads these commits, in their order. */
export const readGiven = (source: Source, shas: readonly string[]): GitFlow =>
  begin(source, asGiven, shas);

/** Reads all commits of one sort that `tips` reach, in the order of the graph, which need not be known yet. */
export const readReached = (source: Source, tips: readonly string[], which: Which): GitFlow =>
  begin(source, ['log', '--stdin', ONLY[which]], tips);
