import { git } from './fast-import.js';
import { type Change, changesOf, DAY, defaultBranch } from './plain-git.js';

export interface Rework {
  readonly rework: number;
  readonly recent: number;
  readonly total: number;
}
interface Touched {
  readonly from: string;
  readonly to: string;
  /** Null for binary files. */
  readonly lines: readonly [added: number, deleted: number] | null;
}

/** The lines of `--numstat -z`: a rename has an empty path and the two names behind it. */
function touchedFiles(parts: readonly string[]): Touched[] {
  const touched: Touched[] = [];
  for (let index = 0; index < parts.length; index++) {
    const [added = '', deleted = '', path = ''] = (parts[index] ?? '').split('\t');
    const [from, to] = path === '' ? [parts[++index] ?? '', parts[++index] ?? ''] : [path, path];
    touched.push({ from, to, lines: added === '-' ? null : [Number(added), Number(deleted)] });
  }
  return touched;
}

function stepsWithFiles(directory: string) {
  const shown = git(directory, [
    ...[
      '-c',
      'core.quotePath=false',
      'log',
      '--first-parent',
      '--diff-merges=first-parent',
      '--reverse',
      '--numstat',
      '-M',
      '-z',
    ],
    ...['--format=%x01%H %ct', defaultBranch(directory)],
  ]);
  return shown
    .split('\x01')
    .slice(1)
    .map((block) => {
      const [head = '', ...rest] = block.split('\0');
      const [sha = '', committed] = head.split(' ');
      const parts = rest.map((part) => part.replace(/^\n/, '')).filter((part) => part !== '');
      return { sha, committed: Number(committed), files: touchedFiles(parts) };
    });
}

function add(
  sums: { rework: number; recent: number; total: number },
  file: Touched,
  isRecent: boolean,
): void {
  if (!file.lines) return;
  const rework = Math.min(...file.lines);
  sums.rework += rework;
  sums.total += Math.max(...file.lines);
  if (isRecent) sums.recent += rework;
}

/** Lines of every step against the step before it, file by file through renames, of the steps that `counts` says. */
export function reworkOf(
  directory: string,
  counts: (change: Change) => boolean,
  recentDays = 30,
): Rework {
  const changes = new Map(changesOf(directory).map((change) => [change.sha, change]));
  const touched = new Map<string, number>();
  const sums = { rework: 0, recent: 0, total: 0 };
  const addAll = (files: readonly Touched[], since: number) => {
    for (const file of files) add(sums, file, (touched.get(file.from) ?? 0) >= since);
  };
  for (const { sha, committed, files } of stepsWithFiles(directory)) {
    const change = changes.get(sha);
    if (change && counts(change)) addAll(files, committed - recentDays * DAY);
    for (const { from } of files) touched.delete(from);
    for (const { to } of files) touched.set(to, committed);
  }
  return sums;
}
