import type { ChangedFile } from '../../model/inputs/code-input.js';
import type { TouchingChange } from '../../model/linkable.js';
import type { Instant } from '../../model/time.js';

/** The files of one change. */
export interface TouchedFiles {
  /** Number of the change. */
  readonly change: number;
  /** The files whose lines are known, each with the instant of its change before. */
  readonly files: readonly ChangedFile[];
}

/** The files of all changes, and when each path last changed. */
export interface Rework {
  /** In the order of position. */
  readonly changes: readonly TouchedFiles[];
  /** When the line last touched each path, after these changes: what the next ones build upon. */
  readonly touches: ReadonlyMap<string, Instant>;
}

function touchedFiles(change: TouchingChange, touches: ReadonlyMap<string, Instant>): TouchedFiles {
  const files = change.files.flatMap(({ path, from, additions, deletions }) =>
    additions === null || deletions === null
      ? []
      : [{ path, additions, deletions, previousAt: touches.get(from ?? path) ?? null }],
  );
  return { change: change.number, files };
}

function touch(change: TouchingChange, touches: Map<string, Instant>): void {
  // All old names first: two files may swap theirs in one commit.
  for (const { from } of change.files) if (from !== undefined) touches.delete(from);
  for (const { path } of change.files) touches.set(path, change.mergedAt);
}

/**
 * Returns the files of the changes of one repository, each with the instant at which the
 * first-parent line changed it before. Renames are followed. Changes at one position keep the given
 * order. `touches` is what the changes before these left behind; it is not altered.
 */
export function reworkOf(
  changes: readonly TouchingChange[],
  touches: ReadonlyMap<string, Instant> = new Map(),
): Rework {
  const latest = new Map(touches);
  const linked = changes
    .toSorted((left, right) => left.position - right.position)
    .map((change) => {
      const files = touchedFiles(change, latest);
      touch(change, latest);
      return files;
    });
  return { changes: linked, touches: latest };
}
