import { expect, it } from 'vitest';
import { measure } from '../../../../src/engine/measure.js';
import { DAY_MILLISECONDS } from '../../../../src/model/time.js';
import { rules } from '../../../arbitrary/questions.js';
import { ask, instant, release } from '../story.js';

const start = instant('2024-04-01T00:00:00Z');
const releases = Array.from({ length: 24 }, (_, index) =>
  release(index + 1, start + index * 3 * DAY_MILLISECONDS),
);

it('of 24 releases in 91 days is 24, at 1.846 a week and 0.2637 a day', () => {
  const question = ask('DEPLOYMENT_FREQUENCY', '2024-04-01', '2024-06-30', { releases });
  const { headline, units } = measure(question);
  expect(units).toBe(13);
  expect(headline).toMatchObject({ value: 24, sampleSize: 24 });
  expect(headline.rate).toBeCloseTo(1.846, 3);
  expect(measure({ ...question, granularity: 'DAY' }).headline.rate).toBeCloseTo(0.2637, 4);
});

it('of nothing is 0', () => {
  const { headline, series } = measure(ask('DEPLOYMENT_FREQUENCY', '2024-04-01', '2024-04-14', {}));
  expect(headline).toMatchObject({ value: 0, rate: 0, sampleSize: 0 });
  expect(series.map(({ value }) => value.value)).toEqual([0, 0]);
});

it('rates a bucket that the window cuts by the part of the unit it holds', () => {
  const question = ask('DEPLOYMENT_FREQUENCY', '2024-04-01', '2024-04-15', { releases });
  const last = measure(question).series.at(-1)!;
  expect(last.partial).toBe(true);
  expect(last.value).toMatchObject({ value: 0, rate: 0 });
  const first = measure(ask('DEPLOYMENT_FREQUENCY', '2024-04-01', '2024-04-01', { releases }));
  expect(first.series[0]!.value).toMatchObject({ value: 1, rate: 7 });
});

it('counts no releases where the profile names another source', () => {
  const other = {
    ...rules,
    efficiency: {
      ...rules.efficiency,
      deploymentFrequency: {
        ...rules.efficiency.deploymentFrequency,
        source: 'CONTINUOUS_DEPLOYMENT' as const,
      },
    },
  };
  const question = ask('DEPLOYMENT_FREQUENCY', '2024-04-01', '2024-06-30', {
    releases,
    rules: other,
  });
  expect(measure(question).headline.value).toBe(0);
});
