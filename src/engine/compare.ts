import type { Better } from './metric.js';

export interface ChangeOfValue {
  readonly absolute: number;
  /** Null where the value before was 0. */
  readonly relative: number | null;
  /** Null where nothing changed. */
  readonly isImprovement: boolean | null;
}

/** A value against the one of the window before; null where either is unknown. */
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
