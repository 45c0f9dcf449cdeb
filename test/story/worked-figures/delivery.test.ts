import { describe, expect, it } from 'vitest';
import { blameLinks } from '../../../src/engine/correlate/blame.js';
import { explain } from '../../../src/engine/explain.js';
import { measure } from '../../../src/engine/measure.js';
import type { RunInput } from '../../../src/model/inputs/delivery-input.js';
import { DAY_MILLISECONDS as DAY } from '../../../src/model/time.js';
import { blame, incident, rulesWith, run } from '../../engine/metrics/delivery-story.js';
import { ask, instant, release } from '../../engine/metrics/story.js';
import { levelOf } from './rated.js';

const SECOND = 1000;
const quarter = ['2024-04-01', '2024-06-30'] as const;
const start = instant('2024-04-01T00:00:00Z');
const dateOf = (at: number) => new Date(at).toISOString();

describe('deployment frequency', () => {
  it('of 24 deployments in 91 days is 24 / 91 = 0.2637 a day and 24 / 13 = 1.846 a week: high', () => {
    const releases = Array.from({ length: 24 }, (_, index) =>
      release(index + 1, start + index * 3 * DAY),
    );
    const weekly = ask('DEPLOYMENT_FREQUENCY', ...quarter, { releases });
    const { headline, units } = measure(weekly);
    expect(units).toBe(91 / 7);
    expect(headline).toMatchObject({ value: 24, sampleSize: 24, rate: 24 / 13 });
    expect(headline.rate).toBeCloseTo(1.846, 3);
    const daily = measure({ ...weekly, granularity: 'DAY' });
    expect(daily.units).toBe(91);
    expect(daily.headline.rate).toBe(24 / 91);
    expect(daily.headline.rate).toBeCloseTo(0.2637, 4);
    // 1 / 7 a day is 0.1429: 0.2637 is at least that, and no more than 1.
    expect(levelOf(weekly)).toBe('HIGH');
    expect(levelOf({ ...weekly, granularity: 'DAY' })).toBe('HIGH');
  });

  it('of 0 is no level where nothing is known, and low where nothing is what there was', () => {
    const none = ask('DEPLOYMENT_FREQUENCY', ...quarter, {});
    expect(measure(none).headline).toMatchObject({ value: 0, rate: 0, sampleSize: 0 });
    expect(levelOf(none, false)).toBeNull();
    expect(levelOf(none, true)).toBe('LOW');
  });
});

describe('change failure rate', () => {
  it('of 3 failed, 17 successful and 2 aborted runs is 3 / (3 + 17) = 15%: elite', () => {
    const many = (count: number, first: number, status: RunInput['status']) =>
      Array.from({ length: count }, (_, index) =>
        run(first + index, '2024-04-03T10:00Z', { status }),
      );
    const runs = [...many(3, 1, 'FAILURE'), ...many(17, 11, 'SUCCESS'), ...many(2, 31, 'ABORTED')];
    const question = ask('CHANGE_FAILURE_RATE', ...quarter, {
      runs,
      rules: rulesWith({ changeFailureRate: { source: 'CONTINUOUS_DEPLOYMENT' } }),
    });
    expect(measure(question).headline).toMatchObject({
      value: 0.15,
      numerator: 3,
      denominator: 3 + 17,
      sampleSize: 20,
    });
    expect(explain(question).excluded).toEqual([{ reason: 'NOT_FINISHED', count: 2 }]);
    expect(levelOf(question)).toBe('ELITE');
  });

  describe('of three deployments', () => {
    const ends = ['2024-04-01T10:00Z', '2024-04-08T10:00Z', '2024-04-15T10:00Z'];
    const began = ['2024-04-02T10:00Z', '2024-04-03T10:00Z', '2024-04-16T10:00Z'];
    const incidents = began.map((at, index) => incident(11 + index, at));
    const blames = blameLinks(
      incidents.map((each) => ({ ...each, causedBy: [], services: [72], repositories: [] })),
      ends.map((at, index) => ({
        ...{
          number: index + 1,
          id: at,
          ids: [],
          succeeded: true,
          services: [72],
          repositories: [1],
        },
        endedAt: instant(at),
      })),
    );
    const runs = ends.map((at, index) =>
      run(index + 1, at, {
        blamedBy: blames
          .filter(({ target }) => target === index + 1)
          .map(({ source, rule }) => blame(source, began[source - 11]!, null, { rule })),
      }),
    );

    it('of which failures blame the first twice and the third once is 2 / 3 where they are linked', () => {
      expect(blames.map(({ target }) => target)).toEqual([1, 1, 3]);
      const question = ask('CHANGE_FAILURE_RATE', ...quarter, { runs, rules: rulesWith({}) });
      expect(measure(question).headline).toMatchObject({
        value: 2 / 3,
        numerator: 2,
        denominator: 3,
      });
    });

    it('with four incidents is 4 / 3 as a ratio, which says that it exceeds 1', () => {
      const question = ask('CHANGE_FAILURE_RATE', ...quarter, {
        runs,
        incidents: [...incidents, incident(14, '2024-04-17T10:00Z')],
        rules: rulesWith({
          deploymentFrequency: { source: 'CONTINUOUS_DEPLOYMENT' },
          changeFailureRate: { method: 'RATIO' },
        }),
      });
      expect(measure(question).headline).toMatchObject({
        value: 4 / 3,
        numerator: 4,
        denominator: 3,
      });
      expect(explain(question).notes).toEqual([expect.stringMatching(/^4 incidents over 3/)]);
    });
  });
});

describe('incidents over deployments', () => {
  it('of 2 resolved and 1 open incidents over 4 deployments is 3 / 4 when created, 2 / 4 when resolved', () => {
    const runs = [1, 2, 3, 4].map((number) => run(number, '2024-04-10T10:00Z'));
    const resolved = { status: 'Resolved', resolvedAt: instant('2024-05-01T10:00Z') };
    const incidents = [11, 12, 13].map((number) =>
      incident(number, '2024-04-10T12:00Z', number === 13 ? {} : resolved),
    );
    const rate = (incidentState: 'CREATED' | 'RESOLVED') => {
      const question = ask('CHANGE_FAILURE_RATE', ...quarter, {
        ...{ runs, incidents },
        rules: rulesWith({
          deploymentFrequency: { source: 'CONTINUOUS_DEPLOYMENT' },
          changeFailureRate: { method: 'RATIO', incidentState },
        }),
      });
      return measure({ ...question, granularity: 'MONTH' });
    };
    expect(rate('CREATED').headline.value).toBe(3 / 4);
    expect(rate('RESOLVED').headline.value).toBe(2 / 4);
    // In May there are 2 incidents and no deployment: no rate.
    const months = ({ series }: ReturnType<typeof measure>) =>
      series.map(({ value }) => value.value);
    expect(months(rate('CREATED'))).toEqual([3 / 4, null, null]);
    expect(months(rate('RESOLVED'))).toEqual([0 / 4, null, null]);
  });
});

describe('mean time to restore', () => {
  const after = (number: number, seconds: number) =>
    incident(number, dateOf(start), { resolvedAt: start + seconds * SECOND });
  const lasting = (...seconds: readonly number[]) =>
    ask('MEAN_TIME_TO_RESTORE', ...quarter, {
      incidents: seconds.map((each, index) => after(index + 1, each)),
    });

  it('of 100, 300 and 800 s is (100 + 300 + 800) / 3 = 400 s in the mean, 300 s in the median, of 3', () => {
    const { headline, distribution } = measure(lasting(100, 300, 800));
    expect(headline).toMatchObject({ value: 400 * SECOND, sampleSize: 3 });
    expect(headline.milliseconds).toBe(400 * SECOND);
    expect(distribution).toMatchObject({ mean: 400 * SECOND, median: 300 * SECOND, sampleSize: 3 });
    const median = measure({ ...lasting(100, 300, 800), aggregation: 'MEDIAN' });
    expect(median.headline.value).toBe(300 * SECOND);
  });

  it('of incidents of 41.94 and 50 days, (41.94 + 50) / 2 = 45.97 days, is low', () => {
    const lasted = (number: number, hundredths: number) =>
      incident(number, dateOf(start), { resolvedAt: start + (hundredths * DAY) / 100 });
    const incidents = [lasted(1, 4194), lasted(2, 5000)];
    const question = ask('MEAN_TIME_TO_RESTORE', ...quarter, { incidents });
    expect(measure(question).headline).toMatchObject({
      value: (4597 * DAY) / 100,
      sampleSize: 2,
    });
    expect(levelOf(question)).toBe('LOW');
  });

  it('of no incident is unknown, of 0', () => {
    const { headline, distribution } = measure(lasting());
    expect(headline).toMatchObject({ value: null, milliseconds: null, sampleSize: 0 });
    expect(distribution).toBeNull();
    expect(levelOf(lasting())).toBeNull();
  });

  it('of 1, 2, 3 and 4 days has the median 2 + 0.5, p90 3 + 0.7 = 3.7 and p95 3 + 0.85 = 3.85 days', () => {
    const days = (number: number) => (number * DAY) / SECOND;
    const question = lasting(days(4), days(2), days(1), days(3));
    // With four values the place of p90 is 0.9 x 3 = 2.7, that of p95 0.95 x 3 = 2.85, counted from 0.
    expect(measure(question).distribution).toMatchObject({
      median: 2.5 * DAY,
      p90: 3.7 * DAY,
      p95: 3.85 * DAY,
    });
    const by = (aggregation: 'MEDIAN' | 'P90' | 'P95') =>
      measure({ ...question, aggregation }).headline.value;
    expect([by('MEDIAN'), by('P90'), by('P95')]).toEqual([2.5 * DAY, 3.7 * DAY, 3.85 * DAY]);
  });
});
