import { beforeAll, describe, expect, test } from 'vitest';
import type { Insight, InsightQuery } from '../../src/insights/answer/answer.js';
import { databaseKinds } from '../storage/databases.js';
import { openStory, type Story } from '../story/open-story.js';
import {
  deployment,
  eve,
  flo,
  importTwoServices,
  ingest,
  inMarch,
  measureDelivery,
  numberOf,
} from '../story/two-services.js';

describe.each(databaseKinds)('a run that deploys two services, on %s', (kind) => {
  let story: Story;
  let scopes: Readonly<Record<'all' | 'eve' | 'flo' | 'basket' | 'search', InsightQuery['scope']>>;
  const ask = async (scope: InsightQuery['scope'], metric = 'DEPLOYMENT_FREQUENCY') => {
    const [insight] = await story.app.insights.answer(story.viewer, inMarch(scope, [metric]));
    return insight!;
  };
  const headlines = async () => {
    const entries = Object.entries(scopes).map(
      async ([name, scope]) => [name, (await ask(scope)).headline.value] as const,
    );
    return Object.fromEntries(await Promise.all(entries));
  };
  const byService = async (insight: Insight) => {
    const rows = await insight.breakdown('SERVICE');
    return Object.fromEntries(rows.map(({ label, value }) => [label, value.value]));
  };
  const page = { first: 3, orderBy: 'VALUE_DESCENDING', includeExcluded: false } as const;
  /** All records, three a page. */
  const records = async (insight: Insight) => {
    const found = [];
    for (let after: string | undefined; ; ) {
      const { records: next, hasNextPage } = await insight.records({
        ...{ ...page, ...(after !== undefined && { after }) },
      });
      found.push(...next.map(({ record }) => record));
      if (!hasNextPage) return found;
      after = next.at(-1)!.cursor;
    }
  };

  beforeAll(async () => {
    story = await openStory(kind);
    await importTwoServices(story);
    await ingest(story, [
      deployment('both', '13', '10:00', { services: ['search', 'basket'], pipeline: 'ship all' }),
    ]);
    await measureDelivery(story);
    scopes = {
      ...{ all: { path: 'Organisation' }, eve: { path: eve! }, flo: { path: flo! } },
      basket: { service: await numberOf(story, 'SERVICE', 'basket') },
      search: { service: await numberOf(story, 'SERVICE', 'search') },
    };
  }, 120_000);

  test('counts once, in each of its services, and says so', async () => {
    // Four of basket, two of search, and the one that is both.
    expect(await headlines()).toEqual({ all: 7, eve: 7, flo: 3, basket: 5, search: 3 });
    const insight = await ask(scopes.all);
    expect(await byService(insight)).toEqual({ basket: 5, search: 3 });
    expect(insight.explanation.notes).toContainEqual(
      expect.stringMatching(/^Some of these deployments are of several services/),
    );
    expect(await records(insight)).toHaveLength(7);
    const ofSearch = await records(await ask(scopes.search));
    expect(ofSearch.map(({ columns }) => columns.service)).toEqual(['search', 'search', 'search']);
  });

  test('counts in the rates of each of its services', async () => {
    // b2 of five, s1 of three.
    expect(await byService(await ask(scopes.all, 'CHANGE_FAILURE_RATE'))).toEqual({
      basket: 1 / 5,
      search: 1 / 3,
    });
    expect((await ask(scopes.all, 'CHANGE_FAILURE_RATE')).headline.value).toBe(2 / 7);
  });

  test('counts as each of them where the profile says so, and records add up to it', async () => {
    await measureDelivery(story, true);
    expect(await headlines()).toEqual({ all: 8, eve: 8, flo: 4, basket: 5, search: 3 });
    const insight = await ask(scopes.all);
    expect(await byService(insight)).toEqual({ basket: 5, search: 3 });
    expect(insight.explanation.notes.join()).not.toMatch(/several services/);
    expect(insight.explanation.rules[0]!.options).toContain(
      'a run counts once for each service that it deploys',
    );
    const all = await records(insight);
    expect(all.reduce((sum, { value }) => sum + value!, 0)).toBe(8);
    expect(all.filter(({ columns }) => columns.service === 'basket')).toHaveLength(5);
    const both = all.filter(({ detail }) => detail.pipeline === 'ship all');
    expect(both.map(({ columns }) => columns.service).sort()).toEqual(['basket', 'search']);
  });

  test('follows what is corrected about its services', async () => {
    const updatedAt = '2026-03-20T08:00:00Z';
    await ingest(story, [deployment('both', '13', '10:00', { updatedAt, services: ['search'] })]);
    await story.settle();
    expect(await headlines()).toEqual({ all: 7, eve: 7, flo: 3, basket: 4, search: 3 });
  });
});
