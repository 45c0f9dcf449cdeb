import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bandOf, overallRating, ratedValue } from '../../src/engine/band.js';
import { levelRanges, scales } from '../../src/model/profile/benchmark.js';
import { benchmarkSets } from '../../src/model/profile/benchmark-sets.js';
import { sourceCodePreset } from '../../src/model/profile/default-profile.js';
import type { LevelBound, LevelKey, Maturity } from '../../src/model/profile/profile.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const { maturity } = sourceCodePreset;
const by = (benchmark: string): Maturity => ({ ...maturity, benchmark });
const levelOf = (value: number | null, metric: string, given = maturity) =>
  bandOf(value, metric, given)?.level ?? null;
const figure = (value: number | null, sampleSize: number) => ({
  ...{ value, sampleSize },
  ...{ milliseconds: null, rate: null, numerator: null, denominator: null },
});

const listed = benchmarkSets.flatMap((set) =>
  set.metrics.flatMap(({ metric, bounds }) =>
    bounds.map((bound, index) => ({ set, metric, bounds, bound, index })),
  ),
);

describe('a band', () => {
  it.each(listed.map((one) => [`${one.set.id} ${one.metric} ${one.bound.level}`, one] as const))(
    'ends where %s says, on both sides of its bound',
    (_name, { set, metric, bounds, bound, index }) => {
      const next = bounds[index + 1]?.level ?? 'LOW';
      const sign = scales[metric].better === 'LOWER' ? 1 : -1;
      const step = sign * bound.bound * 1e-9;
      const at = (value: number) => levelOf(value, metric, by(set.id));
      expect(at(bound.bound - step)).toBe(bound.level);
      expect(at(bound.bound)).toBe(bound.inclusive ? bound.level : next);
      expect(at(bound.bound + step)).toBe(next);
    },
  );

  it('is not given without data, and is LOW where nothing is known to have happened', () => {
    const nothing = figure(0, 0);
    expect(ratedValue(nothing, 'DEPLOYMENT_FREQUENCY', 7, false)).toBeNull();
    expect(ratedValue(figure(null, 0), 'LEAD_TIME_FOR_CHANGES', 7, true)).toBeNull();
    expect(levelOf(null, 'DEPLOYMENT_FREQUENCY')).toBeNull();
    const known = ratedValue(nothing, 'DEPLOYMENT_FREQUENCY', 7, true);
    expect(levelOf(known, 'DEPLOYMENT_FREQUENCY')).toBe('LOW');
  });

  it('is not given to metrics that nobody rates', () => {
    expect(bandOf(3, 'CODING_DAYS_PER_DEVELOPER', maturity)).toBeNull();
    expect(bandOf(0.1, 'DEPLOYMENT_REWORK_RATE', maturity)).toBeNull();
    expect(bandOf(1, 'constructor', maturity)).toBeNull();
  });

  it('says by which set and ranges it was found', () => {
    const band = bandOf(2 * DAY, 'LEAD_TIME_FOR_CHANGES', by('DORA_2024'));
    expect(band).toMatchObject({ level: 'HIGH', isOverridden: false, set: { year: 2024 } });
    expect(band?.range).toEqual({
      ...{ level: 'HIGH', lower: DAY, includesLower: true },
      ...{ upper: 7 * DAY, includesUpper: true },
    });
    expect(band?.ranges.map(({ level }) => level)).toEqual(['ELITE', 'HIGH', 'MEDIUM', 'LOW']);
    expect(band?.set.isSecondHand).toBe(true);
  });

  it('follows the overrides of the profile: of the phase, else of the metric, else of the set', () => {
    const bounds = (hours: readonly number[]): LevelBound[] =>
      (['ELITE', 'HIGH', 'MEDIUM'] as const).map((level, index) => ({
        ...{ level, bound: hours[index]! * HOUR, inclusive: false },
      }));
    const metric = 'LEAD_TIME_FOR_CHANGES';
    const given: Maturity = {
      ...maturity,
      overrides: [
        { metric, phase: null, bounds: bounds([1, 2, 3]) },
        { metric, phase: 'REVIEW', bounds: bounds([10, 20, 30]) },
      ],
    };
    const of = (phase: 'REVIEW' | 'BUILD' | null) => bandOf(5 * HOUR, metric, given, phase);
    expect(of(null)).toMatchObject({ level: 'LOW', isOverridden: true });
    expect(of('BUILD')).toMatchObject({ level: 'LOW', isOverridden: true });
    expect(of('REVIEW')).toMatchObject({ level: 'ELITE', isOverridden: true });
    expect(bandOf(5 * HOUR, metric, maturity, 'REVIEW')).toMatchObject({ isOverridden: false });
  });

  it('covers every value once', () => {
    const sets = fc.constantFrom(...listed);
    fc.assert(
      fc.property(sets, fc.double({ min: 0, noNaN: true }), ({ set, metric }, value) => {
        const band = bandOf(value, metric, by(set.id))!;
        const within = band.ranges.filter(
          ({ lower, includesLower, upper, includesUpper }) =>
            (lower === null || value > lower || (includesLower && value === lower)) &&
            (upper === null || value < upper || (includesUpper && value === upper)),
        );
        expect(within).toEqual([band.range]);
      }),
    );
  });
});

describe('benchmark sets', () => {
  it('have ids of their own, and bounds that get worse level by level', () => {
    expect(new Set(benchmarkSets.map(({ id }) => id)).size).toBe(benchmarkSets.length);
    for (const { metrics } of benchmarkSets)
      for (const { metric, bounds } of metrics) {
        const values = bounds.map(({ bound }) => bound);
        const sign = scales[metric].better === 'LOWER' ? 1 : -1;
        expect(values).toEqual(values.toSorted((left, right) => sign * (left - right)));
        expect(levelRanges(scales[metric].better, bounds)).toHaveLength(bounds.length + 1);
      }
  });
  it('name their year and source, and the second-hand ones say so', () => {
    const reports = benchmarkSets.filter(({ id }) => id !== 'DEFAULT');
    expect(reports.map(({ year, isSecondHand }) => [year, isSecondHand])).toEqual([
      [2021, false],
      [2022, true],
      [2023, true],
      [2024, true],
    ]);
    expect(reports.every(({ sourceUrl }) => sourceUrl?.startsWith('https://'))).toBe(true);
  });
});

describe('the overall rating', () => {
  const of = (...levels: (LevelKey | null)[]) =>
    overallRating(Object.fromEntries(levels.map((level, index) => [String(index), level])));
  it('is the mean of the ordinals, half rounded up', () => {
    // (4 + 3) / 2 = 3.5 is rounded to 4.
    expect(of('ELITE', 'HIGH')).toMatchObject({ level: 'ELITE', score: 3.5 });
    // (4 + 1 + 1) / 3 = 2.
    expect(of('ELITE', 'LOW', 'LOW')).toMatchObject({ level: 'MEDIUM', score: 2 });
    // (4 + 3 + 2 + 1) / 4 = 2.5 is rounded to 3.
    expect(of('ELITE', 'HIGH', 'MEDIUM', 'LOW')).toMatchObject({ level: 'HIGH', score: 2.5 });
  });
  it('excludes what has none, and is none of nothing', () => {
    expect(of('LOW', null)).toEqual({ level: 'LOW', score: 1, parts: { 0: 'LOW' } });
    expect(of(null, null)).toBeNull();
    expect(of()).toBeNull();
  });
});
