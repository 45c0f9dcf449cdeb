import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { quantile } from '../../../src/engine/stats/quantile.js';

const client = new pg.Client({ connectionString: inject('postgresUrl') });
beforeAll(() => client.connect());
afterAll(() => client.end());

const fractions = [0, 0.5, 0.75, 0.9, 0.95, 1];

it('a quantile is what percentile_cont of PostgreSQL gives, for any durations', async () => {
  const anyDurations = fc.array(fc.integer({ min: 0, max: 10 ** 12 }), {
    minLength: 1,
    maxLength: 200,
  });
  await fc.assert(
    fc.asyncProperty(anyDurations, async (durations) => {
      const { rows } = await client.query<{ wanted: number[] }>(
        'select percentile_cont($2::float8[]) within group (order by value) as wanted from unnest($1::float8[]) value',
        [durations, fractions],
      );
      const found = fractions.map((fraction) => quantile(Float64Array.from(durations), fraction)!);
      for (const [index, wanted] of rows[0]!.wanted.entries())
        expect(found[index]).toBeCloseTo(wanted, 3);
    }),
  );
});
