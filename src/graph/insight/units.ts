import type {
  ChangeOfValue,
  Distribution as DistributionAnswer,
  Trend as TrendAnswer,
} from '../../insights/answer/answer.js';

/** Returns seconds for milliseconds if the unit is a duration; other units stay as they are. */
export const outside = (unit: string, value: number): number =>
  unit === 'DURATION' ? value / 1000 : value;

export const changeOutside = (unit: string, change: ChangeOfValue): ChangeOfValue => ({
  ...change,
  absolute: outside(unit, change.absolute),
});

export const distributionOutside = (
  unit: string,
  { sampleSize, ...values }: DistributionAnswer,
): DistributionAnswer => ({
  mean: outside(unit, values.mean),
  median: outside(unit, values.median),
  p75: outside(unit, values.p75),
  p90: outside(unit, values.p90),
  p95: outside(unit, values.p95),
  min: outside(unit, values.min),
  max: outside(unit, values.max),
  sampleSize,
});

export const trendOutside = (unit: string, trend: TrendAnswer): TrendAnswer => ({
  ...trend,
  slope: outside(unit, trend.slope),
  intercept: outside(unit, trend.intercept),
  points: trend.points.map((point) => (point === null ? null : outside(unit, point))),
});
