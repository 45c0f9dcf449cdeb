import type { ChangedFile } from '../../model/inputs/code-input.js';
import type { ProductivityConfig } from '../../model/profile/productivity-profile.js';
import { DAY_MILLISECONDS, type Instant } from '../../model/time.js';
import { createPathTest } from '../path-pattern.js';

export const lineNames = [
  'rework',
  'recent',
  'legacy',
  'new',
  'removed',
  'added',
  'deleted',
  'total',
] as const;
export type Lines = Readonly<Record<(typeof lineNames)[number], number>>;
/** The age of the code that a file's lines replace; `NEW` if they replace none. */
export type ReworkClass = 'RECENT' | 'LEGACY' | 'NEW';

/** Lines that a file both gains and loses are reworked; a file whose earlier change is not known is old code. */
function linesOf({ additions, deletions }: ChangedFile, age: ReworkClass): Lines {
  const rework = Math.min(additions, deletions);
  return {
    rework,
    recent: age === 'RECENT' ? rework : 0,
    legacy: age === 'LEGACY' ? rework : 0,
    new: additions - rework,
    removed: deletions - rework,
    added: additions,
    deleted: deletions,
    total: Math.max(additions, deletions),
  };
}

/** Counts the lines of files that reached a branch at an instant. */
export interface LineCounter {
  /** Returns the class of a file; null if the profile excludes the file. */
  readonly classOf: (file: ChangedFile, at: Instant) => ReworkClass | null;
  readonly all: (files: readonly ChangedFile[], at: Instant) => Lines;
}

export function createLineCounter({ codeRework }: ProductivityConfig): LineCounter {
  const isExcluded = createPathTest(codeRework.excludedPaths);
  const recently = codeRework.recentWindowDays * DAY_MILLISECONDS;
  const classOf: LineCounter['classOf'] = (file, at) => {
    if (isExcluded(file.path)) return null;
    if (Math.min(file.additions, file.deletions) === 0) return 'NEW';
    const isRecent = file.previousAt !== null && file.previousAt >= at - recently;
    return isRecent ? 'RECENT' : 'LEGACY';
  };
  return {
    classOf,
    all(files, at) {
      const sums = Object.fromEntries(lineNames.map((name) => [name, 0]));
      for (const file of files) {
        const age = classOf(file, at);
        if (age === null) continue;
        const lines = linesOf(file, age);
        for (const name of lineNames) sums[name]! += lines[name];
      }
      return sums as Lines;
    },
  };
}
