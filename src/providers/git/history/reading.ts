import type { GitFlow } from '../source/run.js';
import type { Source } from '../source/source.js';
import { COMMIT_FORMAT } from './log-format.js';

/**
 * Most paths that git compares on each side, added and removed, to find files renamed and edited.
 * Time grows with the product: the square of this limit takes about half a minute. A commit beyond
 * the limit is kept without lines (`renames.ts`).
 */
export const RENAME_LIMIT = 3_000;

const DIFF = ['--no-ext-diff', '--no-textconv'];
// The older spelling, from before git 2.31, which still works. If more than given commits are read,
// it excludes all but first parents.
const FIRST_PARENT = ['-m', '--first-parent'];
const PLAIN_LINES = [
  ...['--raw', '--no-abbrev', '--numstat', '--find-renames=50%', `-l${RENAME_LIMIT}`],
  ...['--diff-algorithm=myers', ...DIFF],
];

/** Arguments for git to list the files of given commits. */
export const FILES = {
  LINES: [...PLAIN_LINES, ...FIRST_PARENT],
  NAMES: ['--name-status', '--no-renames', ...FIRST_PARENT],
  OBJECTS: ['--raw', '--no-renames', '--no-abbrev', ...FIRST_PARENT],
  /** Renames without an edit are found at once, however many there are. */
  EXACT_RENAMES: ['--raw', '--no-abbrev', '--find-renames=100%', ...FIRST_PARENT],
  NONE: ['--no-patch'],
} as const;

export const inputOf = (shas: readonly string[]) => [...shas, ''].join('\n');
export const asGiven = ['log', '--no-walk=unsorted', '--stdin'];

const begin = (
  source: Source,
  log: readonly string[],
  lines: readonly string[],
  shas: readonly string[],
): GitFlow =>
  source.open([...log, '-z', `--format=${COMMIT_FORMAT}`, ...lines, '--'], {
    input: inputOf(shas),
  });

/** Reads these commits, in their order. */
export const readGiven = (source: Source, shas: readonly string[]): GitFlow =>
  begin(source, asGiven, FILES.LINES, shas);

/** Reads all commits but merges that `tips` reach, in the order of the graph, which need not be known yet. */
export const readPlain = (source: Source, tips: readonly string[]): GitFlow =>
  begin(source, ['log', '--stdin', '--no-merges'], PLAIN_LINES, tips);
