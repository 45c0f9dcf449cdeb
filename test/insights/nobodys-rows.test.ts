import { beforeAll, describe, expect, test } from 'vitest';
import { databaseKinds } from '../storage/databases.js';
import { type ImportedStory, item, merged, openImportedStory } from '../story/imported-story.js';

const MARCH = { dates: { from: '2026-03-01', to: '2026-03-31' } };

describe.each(databaseKinds)('what is nobody’s in the places of a team, on %s', (kind) => {
  let story: ImportedStory;
  const rowsOf = async (metric: string) => {
    const [insight] = await story.ask({ metrics: [metric], range: MARCH });
    const { records } = await insight!.records({
      ...{ first: 20, orderBy: 'AT_ASCENDING', includeExcluded: true },
    });
    return {
      sampleSize: insight!.headline.sampleSize,
      excluded: records.flatMap(({ record: { excluded } }) => excluded ?? []),
    };
  };

  beforeAll(async () => {
    story = await openImportedStory(kind);
    await story.report(
      { kind: 'REPOSITORY', id: 'shop', updatedAt: '2026-01-01T00:00:00Z', name: 'shop' },
      { kind: 'REPOSITORY', id: 'other', updatedAt: '2026-01-01T00:00:00Z', name: 'other' },
      item('1', '2026-03-02T08:00:00Z', '2026-03-05T10:00:00Z'),
      item('2', '2026-03-02T08:00:00Z', '2026-03-06T10:00:00Z', { assignee: null }),
      // Open, and of another project: neither is the team's concern.
      item('3', '2026-03-02T08:00:00Z', null, { assignee: null }),
      item('4', '2026-03-02T08:00:00Z', '2026-03-06T10:00:00Z', {
        ...{ assignee: null, key: 'ELSE-4', project: 'ELSE' },
      }),
      merged(1, '2026-03-03T10:00:00Z'),
      merged(2, '2026-03-04T10:00:00Z', { author: null }),
      merged(3, '2026-03-04T10:00:00Z', { author: null, id: 'other!3', repository: 'other' }),
      // A stranger is somebody, of another team or of none.
      merged(4, '2026-03-05T10:00:00Z', { author: { id: '77', email: 'eve@elsewhere.org' } }),
    );
    await story.settle();
  }, 120_000);

  test('is among its excluded rows with the reason, and in no number', async () => {
    expect(await rowsOf('WORK_COMPLETED_PER_DEVELOPER')).toEqual({
      sampleSize: 1,
      excluded: ['NOBODY_ASSIGNED'],
    });
    expect(await rowsOf('TIME_TO_COMPLETE')).toEqual({
      sampleSize: 1,
      excluded: ['NOBODY_ASSIGNED'],
    });
    expect(await rowsOf('PR_VELOCITY_PER_DEVELOPER')).toEqual({
      sampleSize: 1,
      excluded: ['NOBODY_KNOWN'],
    });
  }, 120_000);

  test('is somebody’s as soon as it is assigned', async () => {
    const updatedAt = '2026-03-07T08:00:00Z';
    await story.report(item('2', '2026-03-02T08:00:00Z', '2026-03-06T10:00:00Z', { updatedAt }));
    await story.settle();
    expect(await rowsOf('WORK_COMPLETED_PER_DEVELOPER')).toEqual({ sampleSize: 2, excluded: [] });
  }, 120_000);
});
