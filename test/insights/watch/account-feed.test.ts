import { setTimeout as pause } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { createApp } from '../../../src/app.js';
import type { InsightQuery } from '../../../src/insights/answer/answer.js';
import type { InsightUpdate } from '../../../src/insights/answer/update.js';
import { newPlace } from '../../storage/databases.js';
import { importStory, newDirectory } from '../../story/open-story.js';

const TEAMS = 20;
const lead = (team: number) => `Organisation/Root/Lead ${team}`;
const people = [
  'name,email,manager email',
  'Root,root@x.io,',
  ...Array.from(
    { length: TEAMS },
    (_, team) =>
      `Lead ${team},lead${team}@x.io,root@x.io\nDev ${team},dev${team}@x.io,lead${team}@x.io`,
  ),
].join('\n');

const pullRequest = (team: number) => {
  const at = Date.now() - 3_600_000;
  return JSON.stringify({
    ...{ kind: 'PULL_REQUEST', id: `pull ${team}`, updatedAt: new Date(at).toISOString() },
    ...{
      repository: 'shop',
      number: team + 1,
      title: 'One',
      state: 'MERGED',
      author: { id: `dev${team}`, email: `dev${team}@x.io` },
    },
    ...{ openedAt: new Date(at - 1000).toISOString(), mergedAt: new Date(at).toISOString() },
    ...{ sourceBranch: 'one', targetBranch: 'main' },
  });
};

test('the change log is read once for all questions, and only those that it concerns are answered', async () => {
  let read = 0;
  let answered = 0;
  const app = await createApp({
    database: {
      ...(await newPlace('EMBEDDED')),
      onStatement: (sql) => {
        if (/from change_log\s+where .* order by sequence, ordinal/s.test(sql)) read += 1;
        if (/as unlinked/.test(sql)) answered += 1;
      },
    },
    dataDirectory: newDirectory(),
  });
  const story = await importStory(app, 'Company');
  await story.activate(people);
  await story.settle();
  await app.recalculation.start();
  const abort = new AbortController();
  onTestFinished(() => abort.abort());
  const updates = Array.from({ length: TEAMS }, (): InsightUpdate[] => []);
  const follow = async (team: number) => {
    const query: InsightQuery = {
      ...{ scope: { path: lead(team) }, metrics: ['PR_VELOCITY_PER_DEVELOPER'] },
      ...{ range: { last: { count: 2, unit: 'WEEK' } }, granularity: 'WEEK' },
      ...{ aggregation: 'MEAN', timeZone: null, membership: 'CURRENT' },
    };
    for await (const update of app.insights.watch(story.viewer, query, null, abort.signal))
      updates[team]!.push(update);
  };
  for (const team of updates.keys()) follow(team).catch(() => undefined);
  await expect
    .poll(() => updates.every(({ length }) => length === 1), { timeout: 20_000 })
    .toBe(true);
  [read, answered] = [0, 0];
  const { refused } = await app.ingestion.ingest(story.viewer, {
    ...{ source: 'Ours', lines: [pullRequest(3)] },
  });
  expect(refused).toEqual([]);
  await expect.poll(() => updates[3]!.length, { timeout: 20_000 }).toBe(2);
  await pause(500);
  expect(updates.map(({ length }) => length)).toEqual(
    updates.map((_, team) => (team === 3 ? 2 : 1)),
  );
  // Linking reads it too, and the sweep.
  expect(read).toBeLessThan(TEAMS);
  expect(answered).toBeLessThan(5);
});
