import { describe, expect, test } from 'vitest';
import { type App, createApp } from '../../src/app.js';
import type { Metric } from '../../src/engine/metric.js';
import { metrics } from '../../src/engine/metrics/index.js';
import { derivationVersionOf } from '../../src/recalculation/derivation-version.js';
import { databaseKinds, newPostgresUrl } from '../storage/databases.js';
import { importStory, newDirectory } from '../story/open-story.js';
import {
  importTwoServices,
  inMarch,
  measureDelivery,
  numberOf,
  valuesOf,
} from '../story/two-services.js';

/** The catalogue as it was before lead time knew services, and before there was a rate of repairs. */
const former = metrics
  .filter(({ id }) => id !== 'DEPLOYMENT_REWORK_RATE')
  .map((metric): Metric => {
    if (metric.id !== 'LEAD_TIME_FOR_CHANGES') return metric;
    return {
      ...metric,
      tags: metric.tags.slice(0, 2),
      *observe(inputs, rules) {
        for (const row of metric.observe(inputs, rules))
          yield { ...row, tags: row.tags.slice(0, 2) };
      },
    };
  });

const sequenceOf = (app: App, account: number): Promise<number> =>
  app.database.read(account, async (session) => {
    const rows = await session.query<{ sequence: number }>(
      'select sequence::float8 as sequence from account where id = $1',
      [account],
    );
    return rows[0]!.sequence;
  });

/** Rules of before any of them said for which metrics they were made. */
const forgetDerivations = (app: App, account: number) =>
  app.database.write(account, (session) =>
    session.query("update ruleset set content = content - 'shape' where account_id = $1", [
      account,
    ]),
  );

test('the derivation version of metrics is theirs in any order, and another with another tag, part or metric', () => {
  expect(derivationVersionOf(metrics.toReversed())).toBe(derivationVersionOf(metrics));
  const [first, ...others] = metrics;
  const changed: Metric[] = [
    { ...first!, tags: [...first!.tags, 'service'] },
    { ...first!, parts: [...first!.parts, 'more'] },
  ];
  const definitions = [metrics, others, ...changed.map((one) => [one, ...others])].map(
    derivationVersionOf,
  );
  expect(new Set(definitions).size).toBe(4);
});

describe.each(databaseKinds)(
  'a database that another version of the program filled, on %s',
  (kind) => {
    test('is observed again, and answers nothing wrong until it is', async () => {
      const isEmbedded = kind === 'EMBEDDED';
      const url = isEmbedded ? null : await newPostgresUrl();
      const directory = isEmbedded ? newDirectory() : null;
      const open = (known: readonly Metric[]) =>
        createApp({
          ...{ database: { url, directory }, dataDirectory: newDirectory(), metrics: known },
        });

      const old = await open(former);
      const story = await importStory(old, 'Story');
      const { viewer } = story;
      const { account } = viewer;
      await importTwoServices(story);
      await measureDelivery(story);
      const basket = await numberOf(story, 'SERVICE', 'basket');
      await forgetDerivations(old, account);
      await old.stop();

      const app = await open(metrics);
      const asked = ['LEAD_TIME_FOR_CHANGES', 'DEPLOYMENT_REWORK_RATE'];
      const ask = (scope: Parameters<typeof inMarch>[0]) =>
        app.insights.answer(viewer, inMarch(scope, asked));
      expect(valuesOf(await ask({ service: basket }))).toEqual([null, null]);
      const whole = await ask({ path: 'Organisation' });
      expect((await whole[0]!.breakdown('SERVICE')).map(({ label }) => label)).toEqual([
        'No service',
      ]);

      await app.recalculation.settle(account);
      expect(valuesOf(await ask({ service: basket }))).toEqual([15 * 3_600_000, 1 / 4]);
      const [rebuilt] = await ask({ path: 'Organisation' });
      expect(rebuilt!.headline).toEqual(whole[0]!.headline);
      expect(rebuilt!.recalculating).toBe(false);
      const settled = await sequenceOf(app, account);
      await app.stop();

      const same = await open(metrics);
      await same.recalculation.settle(account);
      expect(await sequenceOf(same, account)).toBe(settled);
      await same.stop();
    }, 120_000);
  },
);
