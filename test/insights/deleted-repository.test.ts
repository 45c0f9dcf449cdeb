import { beforeAll, describe, expect, test } from 'vitest';
import { databaseKinds } from '../storage/databases.js';
import { type ImportedStory, item, merged, openImportedStory } from '../story/imported-story.js';

const march = (day: number) => `2026-03-${String(day).padStart(2, '0')}T12:00:00Z`;
const shop = { kind: 'REPOSITORY', id: 'shop', name: 'shop', defaultBranch: 'main' };
const gone = (day: number) => ({
  ...{ kind: 'REPOSITORY', id: 'shop', updatedAt: march(day), deleted: true },
});
const tag = (name: string, day: number) => ({
  ...{ kind: 'TAG', updatedAt: march(day), repository: 'shop', name, taggedAt: march(day) },
  sha: Buffer.from(name).toString('hex'),
});
const run = (id: string, day: number) => ({
  ...{ kind: 'PIPELINE_RUN', id, pipeline: 'deploy', kinds: ['CD'], status: 'SUCCESS' },
  ...{ environment: 'production', environmentType: 'PRODUCTION', repository: 'shop' },
  ...{ updatedAt: march(day), startedAt: march(day), endedAt: march(day) },
});
const ada = { id: '42', name: 'Ada', email: 'ada@example.com' };
const commit = (sha: string, day: number) => ({
  ...{ kind: 'COMMIT', updatedAt: march(day), repository: 'shop', sha, message: 'Work' },
  ...{ author: ada, authoredAt: march(day) },
});

const metrics = [
  'PR_VELOCITY_PER_DEVELOPER',
  'LEAD_TIME_FOR_CHANGES',
  'DEPLOYMENT_FREQUENCY',
  'CODING_DAYS_PER_DEVELOPER',
  'WORK_COMPLETED_PER_DEVELOPER',
] as const;

describe.each(databaseKinds)('the history of a repository, on %s', (kind) => {
  let story: ImportedStory;
  const figures = async () => {
    await story.settle();
    const insights = await story.ask({
      metrics: [...metrics],
      range: { dates: { from: '2026-03-01', to: '2026-03-31' } },
    });
    return insights.map(({ metric, headline }) => [metric.id, headline.sampleSize]);
  };
  const nothing = metrics.map((metric) => [metric, 0]);
  let before: unknown;

  beforeAll(async () => {
    story = await openImportedStory(kind);
    await story.report({ ...shop, updatedAt: march(1) }, tag('v1.0.0', 1), tag('v1.1.0', 9));
    await story.report(merged(1, march(3)), merged(2, march(4)), run('run 1', 5));
    await story.report(commit('abcdef01', 3), item('shop#7', march(2), march(6)));
    before = await figures();
  }, 120_000);

  test('is there while it is', () => {
    for (const [metric, count] of before as [string, number][])
      expect(count, metric).toBeGreaterThan(0);
  });

  test('goes with it, whatever kind of fact it is, and comes back with it', async () => {
    await story.report(gone(10));
    expect(await figures()).toEqual(nothing);
    await story.report({ ...shop, updatedAt: march(11) });
    expect(await figures()).toEqual(before);
  });

  test('stays away where it is reported late, or changed meanwhile', async () => {
    await story.report(gone(12));
    await story.report(merged(1, march(3), { updatedAt: march(13) }), merged(3, march(5)));
    expect(await figures()).toEqual(nothing);
    await story.report({ ...shop, updatedAt: march(14) });
    const [[, velocity] = []] = await figures();
    expect(velocity).toBe(3);
  });

  test('is without what was deleted by itself meanwhile', async () => {
    await story.report(gone(15));
    await story.report({ kind: 'PULL_REQUEST', id: 'shop!3', updatedAt: march(16), deleted: true });
    await story.report({ ...shop, updatedAt: march(17) });
    expect(await figures()).toEqual(before);
  });
});
