import type { Instant } from '../../model/time.js';

function firstNotBefore(at: Float64Array, instant: Instant, from: number): number {
  if (from >= at.length || at[from]! >= instant) return from;
  let low = from;
  let step = 16;
  while (low + step < at.length && at[low + step]! < instant) {
    low += step;
    step *= 2;
  }
  let high = Math.min(at.length, low + step);
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at[middle]! < instant) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Returns the first of the ascending edges that lies behind an instant. */
function firstBehind(edges: readonly Instant[], instant: Instant): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (edges[middle]! <= instant) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Returns for each of the ascending edges the first row of a sorted column at or after it, found by
 * galloping from the one before. Edges before the first row and behind the last cost nothing.
 */
export function boundsOf(at: Float64Array, edges: readonly Instant[]): Int32Array {
  const bounds = new Int32Array(edges.length);
  if (at.length === 0) return bounds;
  let index = firstBehind(edges, at[0]!);
  for (let row = 0; index < edges.length && row < at.length; index++) {
    row = firstNotBefore(at, edges[index]!, row);
    bounds[index] = row;
  }
  return bounds.fill(at.length, index);
}
