import type { Better } from './metric.js';

/** How a value differs from the one before. */
export interface ChangeOfValue {
  /** The value minus the one before, in the value's unit. */
  readonly absolute: number;
  /** Null where the value before was 0. */
  readonly relative: number | null;
  /** Null where nothing changed. */
  readonly isImprovement: boolean | null;
}

/**
 * Returns how a value differs from the one of the window before. Returns null if either is null.
 * @example
 * ```ts
 * import { compare } from 'engineering-insights/engine';
 *
 * console.log(compare(12, 10, 'HIGHER')?.relative, compare(12, null, 'HIGHER')); // 0.2 null
 * ```
 */
export function compare(
  value: number | null,
  previous: number | null,
  better: Better,
): ChangeOfValue | null {
  if (value === null || previous === null) return null;
  const absolute = value - previous;
  return {
    absolute,
    relative: previous === 0 ? null : absolute / Math.abs(previous),
    isImprovement: absolute === 0 ? null : absolute > 0 === (better === 'HIGHER'),
  };
}
