import { DAY_MILLISECONDS, type Instant } from '../../model/time.js';

/**
 * Creates a function that finds the local day on which an instant falls; `edges` are the beginnings
 * of the days and the end of the last.
 */
export function createDayFinder(edges: readonly Instant[]): (at: Instant) => number {
  const start = edges[0] ?? 0;
  return (at) => {
    // A guess by days of 24 hours is off by one at most days' edges, since a zone's clock is moved by hours.
    let day = Math.min(Math.floor((at - start) / DAY_MILLISECONDS), edges.length - 1);
    while (edges[day]! > at) day--;
    while (day + 1 < edges.length && edges[day + 1]! <= at) day++;
    return day;
  };
}
