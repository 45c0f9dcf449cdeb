import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  nextRunOf,
  passOf,
  type RunOutcome,
  rhythmOf,
} from '../../../src/ingestion/sync/next-run.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOW = 1_790_000_000_000;

const fresh = { intervalMinutes: null, failures: 0, nextSweepAt: null };
const rhythm = rhythmOf({});
const ended = (more: Partial<RunOutcome>): RunOutcome => ({
  ...{ status: 'SUCCEEDED', pass: 'INCREMENT', resumesAt: null },
  ...more,
});
const middle = () => 0.5;
const minutesTo = (at: number) => (at - NOW) / MINUTE;

describe('the next run', () => {
  it('follows a success after the interval of the integration, else of the provider', () => {
    const byProvider = nextRunOf(fresh, rhythm, ended({}), NOW, middle);
    expect(minutesTo(byProvider.nextAt)).toBe(15);
    const own = { ...fresh, intervalMinutes: 90 };
    expect(minutesTo(nextRunOf(own, rhythm, ended({}), NOW, middle).nextAt)).toBe(90);
  });

  it('follows failures after 2, 4, 8 minutes and so on to 64, and a success resets that', () => {
    const waited: number[] = [];
    let failures = 0;
    for (let time = 0; time < 8; time += 1) {
      const next = nextRunOf(
        { ...fresh, failures },
        rhythm,
        ended({ status: 'FAILED' }),
        NOW,
        middle,
      );
      waited.push(minutesTo(next.nextAt));
      failures = next.failures;
    }
    expect(waited).toEqual([2, 4, 8, 16, 32, 64, 64, 64]);
    expect(nextRunOf({ ...fresh, failures }, rhythm, ended({}), NOW, middle).failures).toBe(0);
  });

  it('is spread by a tenth at the most, either way', () => {
    const dice = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(dice, fc.integer({ min: 1, max: 10_080 }), (thrown, intervalMinutes) => {
        const next = nextRunOf({ ...fresh, intervalMinutes }, rhythm, ended({}), NOW, () => thrown);
        const ratio = minutesTo(next.nextAt) / intervalMinutes;
        expect(ratio).toBeGreaterThanOrEqual(0.9 - 1e-4);
        expect(ratio).toBeLessThanOrEqual(1.1 + 1e-4);
      }),
    );
  });

  it('follows a limit at its reset, which is believed for a day', () => {
    const deferred = (resumesAt: number | null) =>
      nextRunOf(fresh, rhythm, ended({ status: 'DEFERRED', resumesAt }), NOW, middle);
    expect(deferred(NOW + 40 * MINUTE)).toMatchObject({ nextAt: NOW + 40 * MINUTE, failures: 0 });
    expect(deferred(NOW - HOUR).nextAt).toBe(NOW);
    expect(deferred(null).nextAt).toBe(NOW);
    expect(deferred(NOW * 1000).nextAt).toBe(NOW + 24 * HOUR);
  });

  it('follows at once what was cut off', () => {
    const integration = { ...fresh, failures: 3 };
    const next = nextRunOf(integration, rhythm, ended({ status: 'INTERRUPTED' }), NOW, middle);
    expect(next).toMatchObject({ nextAt: NOW, failures: 3 });
  });
});

describe('a sweep', () => {
  it('is due a day after all was read first, and a day after each that succeeded', () => {
    const first = nextRunOf(fresh, rhythm, ended({}), NOW, middle);
    expect(first.nextSweepAt).toBe(NOW + 24 * HOUR);
    const due = { ...fresh, nextSweepAt: NOW };
    expect(nextRunOf(due, rhythm, ended({ pass: 'SWEEP' }), NOW, middle)).toMatchObject({
      ...{ nextSweepAt: NOW + 24 * HOUR, nextAt: NOW + 15 * MINUTE },
    });
  });

  it('follows an increment that succeeded at once when it is due, and nothing else', () => {
    const due = { nextSweepAt: NOW - 1 };
    const increment = { pass: 'INCREMENT', status: 'SUCCEEDED' } as const;
    expect(nextRunOf({ ...fresh, ...due }, rhythm, ended({}), NOW, middle).nextAt).toBe(NOW);
    expect(passOf(due, increment, NOW)).toBe('SWEEP');
    expect(passOf({ nextSweepAt: NOW + 1 }, increment, NOW)).toBe('INCREMENT');
    expect(passOf({ nextSweepAt: null }, increment, NOW)).toBe('INCREMENT');
    expect(passOf(due, { ...increment, status: 'FAILED' }, NOW)).toBe('INCREMENT');
    expect(passOf(due, { pass: 'SWEEP', status: 'DEFERRED' }, NOW)).toBe('INCREMENT');
    expect(passOf(due, undefined, NOW)).toBe('INCREMENT');
  });

  it('that failed keeps no increment waiting and is tried again after an hour', () => {
    const due = { ...fresh, nextSweepAt: NOW };
    const failed = ended({ pass: 'SWEEP', status: 'FAILED' });
    expect(nextRunOf(due, rhythm, failed, NOW, middle)).toEqual({
      ...{ nextAt: NOW + 15 * MINUTE, failures: 0, nextSweepAt: NOW + HOUR },
    });
  });

  it('is never made of a tool that wants none', () => {
    const quiet = { ...rhythm, sweepHours: null };
    expect(nextRunOf(fresh, quiet, ended({}), NOW, middle).nextSweepAt).toBeNull();
  });
});
