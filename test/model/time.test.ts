import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bucketsOf,
  DAY_MILLISECONDS,
  dayEdges,
  localDateOf,
  localDays,
  type RangeUnit,
  unitsIn,
  type Window,
  windowBefore,
} from '../../src/model/time.js';
import { anyInstant } from '../arbitrary/base.js';
import { anyWhen, type When } from '../arbitrary/windows.js';
import { changesOf, movingZones } from '../arbitrary/zones.js';
import { lawRuns } from '../law-runs.js';

const anyWindow = fc.array(anyInstant).chain(anyWhen);
const anyUnit = fc.constantFrom<RangeUnit[]>('DAY', 'WEEK', 'MONTH', 'QUARTER');
const holds = (law: (when: When, unit: RangeUnit) => void) =>
  fc.assert(fc.property(anyWindow, anyUnit, law), { numRuns: lawRuns(25, 200) });
const isMidnight = (at: number, zone: string) =>
  localDateOf(at - 1, zone) !== localDateOf(at, zone);

describe('buckets', () => {
  it('fill their window without gap or overlap, and begin and end at local midnights', () => {
    holds(({ window, zone }, unit) => {
      const buckets = bucketsOf(window, unit, zone);
      expect([buckets[0]!.from, buckets.at(-1)!.to]).toEqual([window.from, window.to]);
      expect(buckets.slice(1).map(({ from }) => from)).toEqual(
        buckets.slice(0, -1).map(({ to }) => to),
      );
      for (const { from, to } of buckets)
        expect([isMidnight(from, zone), isMidnight(to, zone)]).toEqual([true, true]);
    });
  });

  it('of days are the local days of the window, one each', () => {
    holds(({ window, zone }) => {
      const days = bucketsOf(window, 'DAY', zone);
      expect(days).toHaveLength(localDays(window, zone));
      expect([...days.map(({ from }) => from), window.to]).toEqual(dayEdges(window, zone));
      for (const { from, to } of days)
        expect(localDateOf(from, zone)).toBe(localDateOf(to - 1, zone));
    });
  });

  it('hold together as many units as their window', () => {
    holds(({ window, zone }, unit) => {
      const units = bucketsOf(window, unit, zone).map((bucket) => unitsIn(bucket, unit, zone));
      const whole = units.reduce((sum, each) => sum + each, 0);
      expect(whole).toBeCloseTo(unitsIn(window, unit, zone), 9);
    });
  });
});

it('the window before has as many local days, and ends where this one begins', () => {
  holds(({ window, zone }) => {
    const before = windowBefore(window, zone);
    expect(before.to).toBe(window.from);
    expect(localDays(before, zone)).toBe(localDays(window, zone));
  });
});

it.each(movingZones)(
  'a day in %s is longer or shorter where the clock is moved, and still one',
  (zone) => {
    const moved = changesOf(zone).map((change) => {
      // A change at midnight moves the day that it ends, or the one that it begins.
      const days = bucketsOf(windowAround(change, zone), 'DAY', zone).map(
        ({ from, to }) => to - from - DAY_MILLISECONDS,
      );
      return days.filter((difference) => difference !== 0);
    });
    expect(moved.map(({ length }) => length)).toEqual([1, 1]);
    expect(moved[0]![0]! + moved[1]![0]!).toBe(0);
  },
);

function windowAround(at: number, zone: string): Window {
  const edges = dayEdges({ from: at - 2 * DAY_MILLISECONDS, to: at + 2 * DAY_MILLISECONDS }, zone);
  return { from: edges[0]!, to: edges.at(-1)! };
}
