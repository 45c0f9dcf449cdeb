/** Milliseconds, a number of things, 0..1, something per developer and unit of time, per pull request, or story points. */
export type Unit =
  | 'DURATION'
  | 'COUNT'
  | 'RATIO'
  | 'DAYS_PER_DEVELOPER'
  | 'PULL_REQUESTS_PER_DEVELOPER'
  | 'WORK_ITEMS_PER_DEVELOPER'
  | 'COMMENTS_PER_PULL_REQUEST'
  | 'POINTS_OR_ITEMS';

/** The units of the amounts behind a value, if they are not in the unit of the value. */
export interface Amounts {
  /** The value and the parts of a row. */
  readonly rows: Unit;
  /** The numerator of a figure; of a share the denominator too. */
  readonly figures: Unit;
}

const same = (unit: Unit): Amounts => ({ rows: unit, figures: unit });

/** Amounts of sprints are in points or items, whatever is made of them. */
export const pointsOrItems = same('POINTS_OR_ITEMS');

/**
 * Returns the units of rows and numerators of values in a unit, unless the metric says otherwise.
 * Durations and points stay as they are; everything else counts things.
 */
export const amountsIn = (unit: Unit): Amounts =>
  same(unit === 'DURATION' || unit === 'POINTS_OR_ITEMS' ? unit : 'COUNT');
