import type { Explained } from '../../src/engine/explain.js';
import type { Aggregation } from '../../src/engine/summary/summary.js';
import { localDateOf } from '../../src/model/time.js';

/** A row behind a number, as a reader gets it. */
export interface RecomputedRow {
  readonly developer: string | number | null;
  readonly at: number;
  readonly value: number;
  readonly parts: Readonly<Record<string, number>>;
}
/** The inputs that a reader gets beside the rows. */
export type Inputs = Pick<Explained, 'developers' | 'units' | 'zone'> & {
  readonly aggregation: Aggregation;
};
export interface Recomputed {
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly rate: number | null;
}
type Formula = (rows: readonly RecomputedRow[], inputs: Inputs) => Partial<Recomputed>;

const ascending = (numbers: readonly number[]) => numbers.toSorted((left, right) => left - right);
/** Added from the smallest on. */
const total = (numbers: readonly number[]) =>
  ascending(numbers).reduce((sum, number) => sum + number, 0);
const valuesOf = (rows: readonly RecomputedRow[]) => rows.map(({ value }) => value);
const part = (rows: readonly RecomputedRow[], name: string) =>
  rows.map(({ parts }) => parts[name]!);
const quotient = (numerator: number, denominator: number) => ({
  numerator,
  denominator,
  value: denominator === 0 ? null : numerator / denominator,
});

const fractions = { MEDIAN: 0.5, P75: 0.75, P90: 0.9, P95: 0.95 };
function aggregated(numbers: readonly number[], aggregation: Aggregation): number | null {
  if (numbers.length === 0) return null;
  if (aggregation === 'MEAN') return total(numbers) / numbers.length;
  const sorted = ascending(numbers);
  const place = (sorted.length - 1) * fractions[aggregation];
  const below = sorted[Math.floor(place)]!;
  return below + (place - Math.floor(place)) * (sorted[Math.ceil(place)]! - below);
}

const count: Formula = (rows, { units }) => ({
  value: rows.length,
  rate: units === null ? null : rows.length / units,
});
const duration: Formula = (rows, { aggregation }) => ({
  value: aggregated(valuesOf(rows), aggregation),
});
const perItem: Formula = (rows, { aggregation }) =>
  aggregation === 'MEAN'
    ? quotient(total(valuesOf(rows)), rows.length)
    : { value: aggregated(valuesOf(rows), aggregation) };
const share =
  (numerator: string, denominator: string): Formula =>
  (rows) =>
    quotient(total(part(rows, numerator)), total(part(rows, denominator)));
const perDeveloper =
  (countOf: (rows: readonly RecomputedRow[], inputs: Inputs) => number): Formula =>
  (rows, inputs) =>
    quotient(countOf(rows, inputs), inputs.developers! * inputs.units!);
const items = perDeveloper((rows) => rows.length);
const days = perDeveloper(
  (rows, { zone }) =>
    new Set(rows.map(({ developer, at }) => `${developer} ${localDateOf(at, zone)}`)).size,
);
const perSprint: Formula = (rows) => quotient(total(valuesOf(rows)), rows.length);

const scatter: Formula = (rows) => {
  const values = ascending(valuesOf(rows));
  if (values.length < 2) return { value: null };
  const mean = total(values) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { value: Math.sqrt(squares / (values.length - 1)) };
};

/** In full-time equivalents each developer who had any effort adds up to one. */
const alignment: Formula = (rows) => {
  const categorised = (some: readonly RecomputedRow[]) => total(part(some, 'categorised'));
  if (!part(rows, 'fullTimeEquivalent').includes(1))
    return quotient(categorised(rows), total(valuesOf(rows)));
  const shares = [...Map.groupBy(rows, ({ developer }) => developer).values()]
    .filter((own) => total(valuesOf(own)) > 0)
    .map((own) => categorised(own) / total(valuesOf(own)));
  return quotient(total(shares), shares.length);
};

/** By plain arithmetic on rows, one line a metric. */
export const formulas: Readonly<Record<string, Formula>> = {
  DEPLOYMENT_FREQUENCY: count,
  LEAD_TIME_FOR_CHANGES: duration,
  CHANGE_FAILURE_RATE: share('failed', 'total'),
  MEAN_TIME_TO_RESTORE: duration,
  FAILED_DEPLOYMENT_RECOVERY_TIME: duration,
  DEPLOYMENT_REWORK_RATE: share('repairs', 'total'),
  PR_VELOCITY_PER_DEVELOPER: items,
  PR_CYCLE_TIME: duration,
  TIME_TO_FIRST_COMMENT: duration,
  COMMENTS_PER_PR: perItem,
  WORK_COMPLETED_PER_DEVELOPER: items,
  TIME_TO_COMPLETE: duration,
  CODING_DAYS_PER_DEVELOPER: days,
  CODE_REWORK: share('rework', 'total'),
  BUSINESS_ALIGNMENT: alignment,
  SPRINT_VELOCITY: perSprint,
  SPRINT_SCOPE_CREEP: share('creep', 'commit'),
  SPRINT_DELIVERED_TO_COMMITTED: share('delivered', 'commit'),
  SPRINT_CHURN: share('churn', 'commit'),
  SPRINT_PREDICTABILITY: scatter,
};

/**
 * Returns the figures that a reader computes from the rows and the inputs that an explanation
 * names, and from nothing else.
 */
export const recomputed = (
  metric: string,
  rows: readonly RecomputedRow[],
  inputs: Inputs,
): Recomputed => ({
  ...{ numerator: null, denominator: null, rate: null, value: null },
  ...formulas[metric]!(rows, inputs),
});
