import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createApp } from '../../../src/app.js';
import type { OverallQuestion } from '../../../src/insights/answer/overall-rating.js';
import { sourceCodePreset } from '../../../src/model/profile/default-profile.js';
import { DAY_MILLISECONDS } from '../../../src/model/time.js';
import { newPlace } from '../../storage/databases.js';
import { type CommitStory, writeHistory } from '../../story/fast-import.js';
import { anyRepository, importStory, newDirectory } from '../../story/open-story.js';

const start = Date.UTC(2026, 2, 2);
const dayOf = (day: number) => (start + day * DAY_MILLISECONDS) / 1000;

// One commit at each of the days 0, 1 .. 21, each by Ada at midnight.
const commits: CommitStory[] = Array.from({ length: 22 }, (_commit, day) => ({
  mark: day + 1,
  branch: 'main',
  message: `Change ${day}\n`,
  author: 'Ada <ada@x.io>',
  seconds: dayOf(day),
  parents: day === 0 ? [] : [day],
  files: { 'a.txt': `${day}\n` },
}));

test('figures are rated by the benchmark of the effective profile, empty answers are not', async () => {
  const app = await createApp({
    database: await newPlace('EMBEDDED'),
    dataDirectory: newDirectory(),
    clock: () => start + 28 * DAY_MILLISECONDS,
    variables: { PATH: '/usr/local/bin:/usr/bin:/bin' },
  });
  const directory = join(newDirectory(), 'repository');
  // Releases at the days 0, 7, 8, 15: in the weeks 1, 2, 2 and 3.
  writeHistory(directory, {
    commits,
    tags: [1, 8, 9, 16].map((commit, index) => ({ name: `v1.${index}.0`, commit })),
  });
  const story = await importStory(app, 'Rated');
  await story.connect(directory);
  await story.activate('name,email,manager email\nEve,eve@x.io,\nAda,ada@x.io,eve@x.io\n');
  await story.save('Organisation', { repositories: anyRepository });
  await story.settle();
  const dates = { from: '2026-03-02', to: '2026-03-29' };
  const ask = (range: { from: string; to: string }) =>
    story.ask({
      metrics: ['DEPLOYMENT_FREQUENCY', 'LEAD_TIME_FOR_CHANGES', 'CODING_DAYS_PER_DEVELOPER'],
      range: { dates: range },
      granularity: 'WEEK',
    });
  const [frequency, leadTime, codingDays] = await ask(dates);
  // 4 releases in 28 days are exactly one a week, which is still HIGH.
  expect(frequency?.rating).toMatchObject({
    level: 'HIGH',
    label: 'High',
    value: 4 / 28,
    set: { id: 'DEFAULT' },
  });
  // The last week has no release, but releases are known: LOW and not nothing.
  expect(frequency?.series.map(({ rating }) => rating?.level)).toEqual([
    'HIGH',
    'HIGH',
    'HIGH',
    'LOW',
  ]);
  const rows = await frequency!.breakdown('CHILD');
  expect(rows.map(({ rating }) => rating?.level)).toEqual(['HIGH']);
  // Changes of the days 1..7 are released on day 7, after 6 .. 0 days, day 8 at once, 9..15 after 6 .. 0:
  // (21 + 0 + 21) / 15 = 2.8 days.
  expect(leadTime?.rating).toMatchObject({ level: 'HIGH', value: (42 * DAY_MILLISECONDS) / 15 });
  expect(leadTime?.series[3]?.rating).toBeNull();
  expect(codingDays?.rating).toBeNull();
  const question: OverallQuestion = {
    ...{ scope: { path: 'Organisation' }, range: { dates }, granularity: 'WEEK' },
    ...{ aggregation: 'MEAN', timeZone: null, membership: 'CURRENT' },
  };
  const { rating, parts } = await app.insights.overallRating(story.viewer, question);
  // HIGH is 3: (3 + 3) / 2. Nobody reports incidents, and unknown metrics do not count.
  expect(rating).toMatchObject({ level: 'HIGH', label: 'High', score: 3 });
  expect(parts.map((part) => [part.metric, part.rating?.level, part.insight.dataStatus])).toEqual([
    ['DEPLOYMENT_FREQUENCY', 'HIGH', 'FULL'],
    ['LEAD_TIME_FOR_CHANGES', 'HIGH', 'FULL'],
    ['CHANGE_FAILURE_RATE', undefined, 'NOT_CONFIGURED'],
    ['MEAN_TIME_TO_RESTORE', undefined, 'NOT_CONFIGURED'],
  ]);
  const { number } = await app.exports.start(story.viewer, {
    query: { ...question, metrics: ['DEPLOYMENT_FREQUENCY', 'CODING_DAYS_PER_DEVELOPER'] },
    ...{ by: 'CHILD', includeRatings: true },
  });
  await app.exports.settle(story.viewer.account);
  const job = await app.exports.find(story.viewer, number);
  expect(job?.csv).toMatch(/^Eve,4,4,High,/m);
  const [empty] = await ask({ from: '2025-03-03', to: '2025-03-30' });
  expect([empty?.headline.value, empty?.rating, empty?.series[0]?.rating]).toEqual([
    null,
    null,
    null,
  ]);

  const [profile] = await app.directory.profiles.list(story.viewer, 'EFFICIENCY');
  await app.directory.profiles.update(story.viewer, {
    kind: 'EFFICIENCY',
    number: profile!.number,
    expectedVersion: 1,
    input: {
      name: 'Default',
      description: null,
      config: {
        ...sourceCodePreset,
        maturity: {
          ...sourceCodePreset.maturity,
          benchmark: 'DORA_2022',
          levels: sourceCodePreset.maturity.levels.map((level) => ({
            ...level,
            label: `${level.label}!`,
          })),
        },
      },
    },
  });
  await story.settle();
  const [renewed, renewedLeadTime] = await ask(dates);
  // In 2022, one a week to one a month is Medium, and up to a week of lead time High.
  expect(renewed?.rating).toMatchObject({ level: 'MEDIUM', label: 'Medium!', set: { year: 2022 } });
  expect(renewedLeadTime?.rating).toMatchObject({ level: 'HIGH', isOverridden: false });
  await app.stop();
}, 120_000);
