import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Insight, InsightQuery } from '../../src/insights/answer/answer.js';
import type { InsightUpdate } from '../../src/insights/answer/update.js';
import { databaseKinds } from '../storage/databases.js';
import { openStory, type Story } from '../story/open-story.js';
import {
  deployment,
  dora,
  eve,
  flo,
  gus,
  importTwoServices,
  ingest,
  inMarch,
  measureDelivery,
  numberOf,
  valuesOf,
} from '../story/two-services.js';

const [MINUTE, HOUR] = [60_000, 3_600_000];
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

function watch({ app, viewer }: Story, query: InsightQuery, after: string | null = null) {
  const abort = new AbortController();
  const updates: InsightUpdate[] = [];
  const follow = async () => {
    for await (const update of app.insights.watch(viewer, query, after, abort.signal))
      if (update.reason !== 'CURRENT') updates.push(update);
  };
  follow().catch(() => undefined);
  onTestFinished(() => abort.abort());
  return updates;
}

describe.each(databaseKinds)('two services of two teams, on %s', (kind) => {
  let story: Story;
  let basket: number;
  let search: number;
  let before: readonly Insight[];
  const ask = (scope: InsightQuery['scope'], metrics?: readonly string[]) =>
    story.app.insights.answer(story.viewer, inMarch(scope, metrics));

  beforeAll(async () => {
    story = await openStory(kind);
    await importTwoServices(story);
    basket = await numberOf(story, 'SERVICE', 'basket');
    search = await numberOf(story, 'SERVICE', 'search');
    before = await ask({ service: basket });
    await measureDelivery(story);
  }, 120_000);

  test('are found by name, in pages, and a pipeline with where it runs', async () => {
    const { app, viewer } = story;
    const names = async (search: string | null, page: object) => {
      const found = await app.dimensions.list(viewer, 'SERVICE', search, page);
      return [found.items.map(({ item }) => item.name), found.hasNextPage, found.totalCount];
    };
    expect(await names(null, { first: 20 })).toEqual([['basket', 'search'], false, 2]);
    expect(await names('ARC', { first: 20 })).toEqual([['search'], false, null]);
    const first = await app.dimensions.list(viewer, 'SERVICE', null, { first: 1 });
    expect(first.hasNextPage).toBe(true);
    const after = first.items[0]!.cursor;
    expect(await names(null, { first: 1, after })).toEqual([['search'], false, 2]);
    const ship = await numberOf(story, 'PIPELINE', 'ship basket');
    const [integration] = (await app.ingestion.integrations(viewer, {}, { first: 1, after: null }))
      .items;
    expect(await app.dimensions.places(viewer, [ship])).toEqual([
      [{ pipeline: ship, project: 'Shop', integration: integration!.item.number }],
    ]);
    expect(await app.dimensions.find(viewer, 'SERVICE', ship)).toBeNull();
  });

  test('each have the six measures of delivery, worked out by hand', async () => {
    expect(valuesOf(await ask({ service: basket }))).toEqual([
      // b0, b1, b2 and b4 succeeded.
      4,
      // 24 h and 6 h.
      15 * HOUR,
      // b2 of four is blamed.
      1 / 4,
      90 * MINUTE,
      // b2 after 140 minutes, b3 after 60.
      100 * MINUTE,
      // b4 fixes.
      1 / 4,
    ]);
    expect(valuesOf(await ask({ service: search }))).toEqual([
      2,
      10 * HOUR,
      1 / 2,
      20 * MINUTE,
      (46 * 60 + 10) * MINUTE,
      0,
    ]);
  });

  test('equal what a breakdown by service says of them, and count once what two teams share', async () => {
    const insights = await ask({ path: 'Organisation' });
    expect(insights[0]!.headline.value).toBe(6);
    for (const [number, scope] of [
      [basket, { service: basket }],
      [search, { service: search }],
    ] as const)
      for (const [index, alone] of (await ask(scope)).entries()) {
        const rows = await insights[index]!.breakdown('SERVICE');
        const row = rows.find(({ service }) => service?.number === number)!;
        expect(row).toMatchObject({
          value: alone.headline,
          rating: alone.rating,
          series: alone.series,
        });
        expect(JSON.parse(JSON.stringify(row)).rating).toEqual(
          JSON.parse(JSON.stringify(alone.rating)),
        );
      }
  });

  test('are of the teams that hold rows of them', async () => {
    const pathsOf = async (service: number) => {
      const [frequency] = await ask({ service }, ['DEPLOYMENT_FREQUENCY']);
      const rows = await frequency!.breakdown('CHILD');
      return rows.map(({ node, value }) => [node?.path, value.value]);
    };
    expect(await pathsOf(basket)).toEqual([[eve, 4]]);
    expect(await pathsOf(search)).toEqual([
      [eve, 2],
      [flo, 2],
    ]);
  });

  test('list, explain and break down rows of their own alone', async () => {
    const [frequency, lead] = await ask({ service: basket });
    const page = await frequency!.records({
      ...{ first: 100, orderBy: 'AT_ASCENDING', includeExcluded: true },
    });
    expect(page.records.map(({ record }) => [record.detail.services, record.excluded])).toEqual([
      [['basket'], null],
      [['basket'], null],
      [['basket'], null],
      [['basket'], 'NOT_SUCCESSFUL'],
      [['basket'], null],
    ]);
    expect(frequency!.explanation).toMatchObject({
      counted: 4,
      excluded: [{ reason: 'NOT_SUCCESSFUL', count: 1 }],
    });
    expect(lead!.distribution).toMatchObject({ min: 6 * HOUR, max: 24 * HOUR, sampleSize: 2 });
    const labels = async (insight: Insight, by: 'PIPELINE' | 'REPOSITORY' | 'DEVELOPER') =>
      (await insight.breakdown(by)).map(({ label, value }) => [label, value.sampleSize]);
    expect(await labels(frequency!, 'PIPELINE')).toEqual([['ship basket', 4]]);
    expect(await labels(lead!, 'REPOSITORY')).toEqual([['basket code', 2]]);
    expect((await labels(lead!, 'DEVELOPER')).map(([, size]) => size)).toEqual([2]);
  });

  test('are asked for by pipeline where runs are what is measured', async () => {
    const pipeline = await numberOf(story, 'PIPELINE', 'ship basket');
    const metrics = dora.filter((id) => id !== 'MEAN_TIME_TO_RESTORE');
    const values = valuesOf(await ask({ pipeline }, metrics));
    expect(values).toEqual(valuesOf(await ask({ service: basket }, metrics)));
  });

  test('cannot be asked what knows no services, nor what is no service', async () => {
    const asked = ask({ service: basket }, ['DEPLOYMENT_FREQUENCY', 'CODING_DAYS_PER_DEVELOPER']);
    await expect(asked).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      message: expect.stringMatching(/^CODING_DAYS_PER_DEVELOPER cannot be asked of a service/),
    });
    const restore = ask({ pipeline: basket }, ['MEAN_TIME_TO_RESTORE']);
    await expect(restore).rejects.toMatchObject({
      message: expect.stringMatching(/^MEAN_TIME_TO_RESTORE cannot be asked of a pipeline/),
    });
    for (const scope of [{ service: 987_654 }, { pipeline: basket }])
      await expect(ask(scope, ['DEPLOYMENT_FREQUENCY'])).rejects.toMatchObject({
        code: 'NOT_FOUND',
      });
  });

  test('say that they are not configured while the profile measures what names no service', () => {
    const byId = new Map(before.map((insight) => [insight.metric.id, insight]));
    // Tags and what they release name no service; runs and incidents do, whatever the profile.
    const status = (id: string) => byId.get(id)!.dataStatus;
    expect(dora.map(status).map((one) => one === 'NOT_CONFIGURED')).toEqual([
      ...[true, true, false],
      ...[false, false, false],
    ]);
    expect(byId.get('DEPLOYMENT_FREQUENCY')!.explanation.notes[0]).toMatch(/names no service/);
  });

  test('are found again by the id of an insight, and an id of before still stands', async () => {
    const [frequency] = await ask({ service: basket }, ['DEPLOYMENT_FREQUENCY']);
    const again = await story.app.insights.recall(story.viewer, frequency!.id);
    expect(again?.headline).toEqual(frequency!.headline);
    const packed = Buffer.from(
      JSON.stringify([
        [null, null, 'Organisation', null],
        ['DEPLOYMENT_FREQUENCY'],
        [['2026-03-01', '2026-03-31'], null, null],
        ...['WEEK', 'MEAN', null, 'CURRENT', null],
      ]),
    ).toString('base64url');
    const [whole] = await ask({ path: 'Organisation' }, ['DEPLOYMENT_FREQUENCY']);
    expect(whole!.id).toBe(packed);
    expect((await story.app.insights.recall(story.viewer, packed))?.headline.value).toBe(6);
  });

  test('take along what a deployment carried when that turns out to be of another pipeline', async () => {
    const late = { updatedAt: '2026-03-20T08:00:00Z', pipeline: 'ship all' };
    await ingest(story, [deployment('s1', '05', '10:00', late)]);
    await story.settle();
    const lead = async (name: string) => {
      const pipeline = await numberOf(story, 'PIPELINE', name);
      return (await ask({ pipeline }, ['LEAD_TIME_FOR_CHANGES']))[0]!.headline;
    };
    expect(await lead('ship search')).toMatchObject({ value: null, dataStatus: 'NO_DATA' });
    expect(await lead('ship all')).toMatchObject({ value: 10 * HOUR, sampleSize: 1 });
    // None of whose pipelines it is.
    const [ofCode] = await ask({ path: gus! }, ['LEAD_TIME_FOR_CHANGES']);
    const rows = await ofCode!.breakdown('PIPELINE');
    expect(rows.map(({ label }) => label)).toEqual(['ship all']);
  });

  test('are pushed when their own rows change, and not when those of another service do', async () => {
    await story.app.recalculation.start();
    const metrics = ['DEPLOYMENT_FREQUENCY'];
    const [known] = await ask({ service: search }, metrics);
    const mine = watch(story, inMarch({ service: basket }, metrics));
    const other = watch(story, inMarch({ service: search }, metrics));
    await pause(1500);
    await ingest(story, [deployment('b5', '11', '10:00')]);
    await expect.poll(() => mine.length, { timeout: 10_000 }).toBe(1);
    await pause(900);
    expect(
      mine.map(({ insight, previousValue }) => [insight.headline.value, previousValue?.value]),
    ).toEqual([[5, 4]]);
    expect(other).toEqual([]);
    await ingest(story, [deployment('s2', '12', '10:00')]);
    await expect
      .poll(() => other.map(({ insight }) => insight.headline.value), { timeout: 10_000 })
      .toEqual([3]);
    expect(mine).toHaveLength(1);
    const resumed = watch(story, inMarch({ service: search }, metrics), String(known!.sequence));
    await expect
      .poll(() => resumed.map(({ reason }) => reason), { timeout: 10_000 })
      .toEqual(['REPLAY']);
    expect(resumed[0]!.insight.headline.value).toBe(3);
  });
});
