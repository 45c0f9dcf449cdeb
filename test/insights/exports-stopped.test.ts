import pg from 'pg';
import { expect, test } from 'vitest';
import { createApp } from '../../src/app.js';
import type { InsightQuery } from '../../src/insights/answer/answer.js';
import { newPlace } from '../storage/databases.js';
import { newDirectory, openStory } from '../story/open-story.js';

const query: InsightQuery = {
  scope: { path: 'Organisation' },
  metrics: ['CODE_REWORK'],
  range: { last: { count: 12, unit: 'WEEK' } },
  ...{ granularity: 'WEEK', aggregation: 'MEAN', timeZone: null, membership: 'CURRENT' },
};

/** Locks a table until `release` is called. */
async function lock(url: string, table: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('begin');
  await client.query(`lock table ${table} in access exclusive mode`);
  const waiting = async () => {
    const { rows } = await client.query<{ count: number }>(
      "select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    );
    return rows[0]!.count;
  };
  return { waiting, release: () => client.end() };
}

test('an export ends with its server, with its statement, and goes on as soon as another starts', async () => {
  const place = await newPlace('POSTGRESQL');
  const { app, viewer, activate, settle } = await openStory('POSTGRESQL', { database: place });
  await activate('Name,Email,Manager Email\nEve,eve@x.io,\nBo,bo@x.io,eve@x.io\n');
  await settle();
  const { number } = await app.exports.start(viewer, { query, by: 'CHILD' });
  const { waiting, release } = await lock(place.url!, 'team_ruleset');
  app.exports.work();
  await expect.poll(waiting).toBe(1);
  await app.exports.stop();
  expect(await waiting()).toBe(0);
  expect(await app.exports.find(viewer, number)).toMatchObject({ status: 'QUEUED' });
  await release();
  const next = await createApp({
    database: place,
    dataDirectory: newDirectory(),
  });
  next.exports.work();
  const status = async () => (await next.exports.find(viewer, number))?.status;
  await expect.poll(status, { timeout: 20_000 }).toBe('COMPLETED');
  await next.exports.stop();
  await next.database.close();
});
