import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { elapsed } from '../../src/engine/elapsed.js';
import type { WorkingCalendar } from '../../src/model/profile/working-calendar.js';
import { DAY_MILLISECONDS } from '../../src/model/time.js';
import { anyInstant } from '../arbitrary/base.js';
import { lawRuns } from '../law-runs.js';

const HOUR = 3_600_000;
const at = (text: string) => Date.parse(text);
const office: WorkingCalendar = {
  zone: 'UTC',
  days: [1, 2, 3, 4, 5],
  from: '09:00',
  to: '17:00',
  holidays: ['2024-05-01'],
};
const hours = (calendar: WorkingCalendar, from: string, to: string) =>
  elapsed(calendar, at(from), at(to)) / HOUR;

describe('elapsed time', () => {
  it('is the plain difference without a calendar', () => {
    fc.assert(
      fc.property(anyInstant, anyInstant, (from, to) => elapsed(null, from, to) === to - from),
    );
  });

  it('of Friday 16:00 to Monday 10:00 is two working hours: one on each day', () => {
    expect(hours(office, '2024-04-05T16:00Z', '2024-04-08T10:00Z')).toBe(1 + 1);
  });

  it('begins on Monday morning where it starts on a weekend', () => {
    expect(hours(office, '2024-04-06T12:00Z', '2024-04-08T10:30Z')).toBe(1.5);
    expect(hours(office, '2024-04-06T12:00Z', '2024-04-07T23:00Z')).toBe(0);
  });

  it('excludes the holiday inside: Tuesday 12:00 to Thursday 12:00 is 5 + 0 + 3 hours', () => {
    expect(hours(office, '2024-04-30T12:00Z', '2024-05-02T12:00Z')).toBe(5 + 0 + 3);
  });

  it('of a whole week is 40 hours, of 2024 its 261 working days without the holiday', () => {
    expect(hours(office, '2024-04-01T00:00Z', '2024-04-08T00:00Z')).toBe(5 * 8);
    expect(hours(office, '2024-01-01T00:00Z', '2025-01-01T00:00Z')).toBe((262 - 1) * 8);
  });

  it('gives a night shift to the day on which it begins', () => {
    const nights = { ...office, days: [5], from: '22:00', to: '06:00' };
    expect(hours(nights, '2024-04-05T00:00Z', '2024-04-07T00:00Z')).toBe(2 + 6);
    expect(hours(nights, '2024-04-06T05:00Z', '2024-04-06T12:00Z')).toBe(1);
    const year = { ...nights, days: [2] };
    expect(hours(year, '2025-01-01T00:00Z', '2025-01-01T12:00Z')).toBe(6);
  });

  it('ends at midnight where the calendar says 24:00 or 00:00', () => {
    for (const to of ['24:00', '00:00'])
      expect(
        hours({ ...office, from: '20:00', to }, '2024-04-01T00:00Z', '2024-04-03T00:00Z'),
      ).toBe(4 + 4);
  });

  it('is nothing where no day is worked', () => {
    expect(hours({ ...office, days: [] }, '2024-04-01T00:00Z', '2024-06-01T00:00Z')).toBe(0);
  });

  it('skips with a zone the day that it skipped', () => {
    const apia = { ...office, zone: 'Pacific/Apia', holidays: [] };
    // Friday 30 December 2011 did not happen there: Thursday, Monday and Tuesday are worked.
    expect(hours(apia, '2011-12-29T12:00Z', '2012-01-03T12:00Z')).toBe(8 + 0 + 8 + 8);
  });
});

/** A day of each change of the clock, spring first, and by how much the clock is moved. */
const changes = [
  { zone: 'Europe/Berlin', spring: '2024-03-31', autumn: '2024-10-27', moved: 1 },
  { zone: 'America/New_York', spring: '2024-03-10', autumn: '2024-11-03', moved: 1 },
  { zone: 'Australia/Lord_Howe', spring: '2024-10-06', autumn: '2024-04-07', moved: 0.5 },
  { zone: 'America/Santiago', spring: '2024-09-08', autumn: '2024-04-07', moved: 1 },
  { zone: 'Australia/Sydney', spring: '2024-10-06', autumn: '2024-04-07', moved: 1 },
];
const around = (date: string) => [at(date) - 2 * DAY_MILLISECONDS, at(date) + 3 * DAY_MILLISECONDS];
const sundays = (zone: string, from: string, to: string): WorkingCalendar => ({
  zone,
  days: [7],
  from,
  to,
  holidays: [],
});

describe.each(changes)('in $zone', ({ zone, spring, autumn, moved }) => {
  const worked = (date: string, from: string, to: string) => {
    const [start, end] = around(date);
    return elapsed(sundays(zone, from, to), start!, end!) / HOUR;
  };

  it('office hours are as long on the days on which the clock changes', () => {
    expect([spring, autumn].map((date) => worked(date, '09:00', '17:00'))).toEqual([8, 8]);
  });

  it('a shift over the change is as long as it really lasted', () => {
    expect(worked(spring, '00:00', '12:00')).toBe(12 - moved);
    expect(worked(autumn, '01:00', '12:00')).toBeGreaterThanOrEqual(11);
    expect(worked(autumn, '00:00', '00:00')).toBeGreaterThanOrEqual(24);
    expect(worked(spring, '00:00', '24:00')).toBe(24 - moved);
  });

  it('a shift that lies in the hour that is skipped is nothing or what is left of it', () => {
    expect(worked(spring, '02:00', '03:00')).toBeLessThanOrEqual(1);
    expect(worked(spring, '02:00', '03:00')).toBeGreaterThanOrEqual(0);
  });
});

const anyTime = fc.constantFrom('00:00', '02:00', '02:30', '03:00', '09:00', '17:00', '22:00');
const anyCalendar: fc.Arbitrary<WorkingCalendar> = fc.record({
  zone: fc.constantFrom('UTC', 'Asia/Kolkata', ...changes.map(({ zone }) => zone)),
  days: fc.uniqueArray(fc.integer({ min: 1, max: 7 })),
  from: anyTime,
  to: anyTime,
  holidays: fc.subarray(['2024-03-10', '2024-03-31', '2024-04-01', '2024-10-27', '2024-12-31']),
});

it('adds up over any split, is never longer than the clock says, and turns with its ends', () => {
  const three = fc.tuple(anyInstant, anyInstant, anyInstant);
  fc.assert(
    fc.property(anyCalendar, three, (calendar, [one, two, three]) => {
      const whole = elapsed(calendar, one, three);
      expect(elapsed(calendar, one, two) + elapsed(calendar, two, three)).toBe(whole);
      expect(elapsed(calendar, three, one) + whole).toBe(0);
      const forward = elapsed(calendar, Math.min(one, two), Math.max(one, two));
      expect(forward).toBeGreaterThanOrEqual(0);
      expect(forward).toBeLessThanOrEqual(Math.abs(two - one));
      expect(Number.isInteger(forward)).toBe(true);
    }),
    { numRuns: lawRuns(30, 1000) },
  );
});
