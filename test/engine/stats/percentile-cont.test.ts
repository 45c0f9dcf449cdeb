import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { measure } from '../../../src/engine/measure.js';
import { rowsOf } from '../../../src/engine/rows.js';
import { quantile } from '../../../src/engine/stats/quantile.js';
import { anyQuestion } from '../../arbitrary/questions.js';
import { postgresUrl } from '../../storage/postgres-url.js';

const client = new pg.Client({ connectionString: await postgresUrl() });
beforeAll(() => client.connect());
afterAll(() => client.end());

const fractions = [0, 0.5, 0.75, 0.9, 0.95, 1];

const percentilesOf = async (values: readonly number[]) => {
  const { rows } = await client.query<{ wanted: number[] }>(
    'select percentile_cont($2::float8[]) within group (order by value) as wanted from unnest($1::float8[]) value',
    [values, fractions],
  );
  return rows[0]!.wanted;
};

it('a quantile is to the last digit what percentile_cont of PostgreSQL gives, for any durations', async () => {
  const anyDurations = fc.array(fc.integer({ min: 0, max: 10 ** 12 }), {
    minLength: 1,
    maxLength: 200,
    size: 'max',
  });
  await fc.assert(
    fc.asyncProperty(anyDurations, async (durations) => {
      const found = fractions.map((fraction) => quantile(Float64Array.from(durations), fraction));
      expect(found).toEqual(await percentilesOf(durations));
    }),
  );
});

it('a distribution and a percentile of any question are what percentile_cont gives of its rows', async () => {
  await fc.assert(
    fc.asyncProperty(anyQuestion, async (question) => {
      const { distribution, headline } = measure(question);
      if (!distribution) return;
      const { min, median, p75, p90, p95, max } = distribution;
      const wanted = await percentilesOf([...rowsOf(question).value]);
      expect([min, median, p75, p90, p95, max]).toEqual(wanted);
      const asked = {
        MEAN: headline.value,
        MEDIAN: wanted[1],
        P75: wanted[2],
        P90: wanted[3],
        P95: wanted[4],
      };
      expect(headline.value).toBe(asked[question.aggregation]);
    }),
    { numRuns: 200, interruptAfterTimeLimit: 25_000 },
  );
});
