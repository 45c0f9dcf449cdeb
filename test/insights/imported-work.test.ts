import { beforeAll, describe, expect, test } from 'vitest';
import { defaultProductivity } from '../../src/model/profile/default-profile.js';
import { databaseKinds } from '../storage/databases.js';
import { type ImportedStory, item, openImportedStory } from '../story/imported-story.js';

const sprint = (id: string, startAt: string, endAt: string) => ({
  ...{ kind: 'SPRINT', id, updatedAt: endAt, name: id, state: 'CLOSED', startAt, endAt },
  completedAt: endAt,
});

describe.each(databaseKinds)('work items that are reported without histories, on %s', (kind) => {
  let story: ImportedStory;
  const amountsOf = async (from: string, to: string) => {
    await story.settle();
    const [insight] = await story.ask({
      metrics: ['SPRINT_VELOCITY'],
      range: { dates: { from, to } },
    });
    const { records } = await insight!.records({
      ...{ first: 10, orderBy: 'AT_ASCENDING', includeExcluded: true },
    });
    return records.map(({ record: { parts } }) =>
      Object.fromEntries(parts.map(({ name, value }) => [name, value])),
    );
  };

  beforeAll(async () => {
    story = await openImportedStory(kind);
    await story.report(
      sprint('S1', '2026-03-02T08:00:00Z', '2026-03-13T16:00:00Z'),
      // Three points, there when the sprint began, done in it.
      item('1', '2026-02-20T08:00:00Z', '2026-03-05T10:00:00Z', { sprint: 'S1', points: 3 }),
      // Two, come later and done; five, not done; one, done long before.
      item('2', '2026-03-03T08:00:00Z', '2026-03-06T10:00:00Z', { sprint: 'S1', points: 2 }),
      item('3', '2026-02-20T08:00:00Z', null, { sprint: 'S1', points: 5 }),
      item('4', '2026-02-01T08:00:00Z', '2026-02-20T10:00:00Z', { sprint: 'S1', points: 1 }),
      // No estimate.
      item('5', '2026-02-20T08:00:00Z', '2026-03-05T10:00:00Z', { sprint: 'S1' }),
    );
  }, 60_000);

  test('have been what they are since they were created, and were done when they were resolved', async () => {
    expect(await amountsOf('2026-03-01', '2026-03-31')).toMatchObject([
      { commit: 3 + 5, creep: 2, delivered: 3 + 2, missedCommit: 5, removed: 0 },
    ]);
  });

  test('follow what is reported of them later', async () => {
    await story.report(
      item('3', '2026-02-20T08:00:00Z', '2026-03-12T10:00:00Z', { sprint: 'S1', points: 8 }),
    );
    expect(await amountsOf('2026-03-01', '2026-03-31')).toMatchObject([
      { commit: 3 + 8, creep: 2, delivered: 3 + 2 + 8, missedCommit: 0 },
    ]);
  });

  test('say by their histories where they have any, whatever sprint they name', async () => {
    await story.report(
      sprint('S2', '2026-04-06T08:00:00Z', '2026-04-17T16:00:00Z'),
      item('6', '2026-04-01T08:00:00Z', '2026-04-10T10:00:00Z', {
        ...{ sprint: 'S1', points: 8 },
        pointsHistory: [
          { at: '2026-04-01T08:00:00Z', points: 2 },
          { at: '2026-04-08T08:00:00Z', points: 8 },
        ],
        sprintHistory: [{ at: '2026-04-01T09:00:00Z', sprint: 'S2', added: true }],
      }),
    );
    expect(await amountsOf('2026-04-01', '2026-04-30')).toMatchObject([
      { commit: 2, creep: 0, delivered: 8 },
    ]);
    expect(await amountsOf('2026-03-01', '2026-03-31')).toMatchObject([{ commit: 11, creep: 2 }]);
  });

  test('leave a sub-task out only where the item above it is completed', async () => {
    const { profiles } = story.app.directory;
    const [profile] = await profiles.list(story.viewer, 'PRODUCTIVITY');
    await profiles.update(story.viewer, {
      ...{ kind: 'PRODUCTIVITY', number: profile!.number, expectedVersion: null },
      input: {
        ...{ name: profile!.name, description: profile!.description },
        config: { ...defaultProductivity, workCompleted: { countSubtasks: false } },
      },
    });
    const part = { isSubtask: true, parent: '7' };
    await story.report(
      item('7', '2026-05-01T08:00:00Z', null),
      item('8', '2026-05-01T08:00:00Z', '2026-05-05T10:00:00Z', part),
    );
    const completed = async () => {
      await story.settle();
      const [insight] = await story.ask({
        metrics: ['WORK_COMPLETED_PER_DEVELOPER'],
        range: { dates: { from: '2026-05-01', to: '2026-05-31' } },
      });
      return insight!.headline.numerator;
    };
    expect(await completed()).toBe(1);
    await story.report(item('7', '2026-05-01T08:00:00Z', '2026-05-06T10:00:00Z'));
    expect(await completed()).toBe(1);
    await story.report(
      item('7', '2026-05-01T08:00:00Z', '2026-05-06T10:00:00Z', {
        ...{ resolution: 'Duplicate', updatedAt: '2026-05-07T00:00:00Z' },
      }),
      item('9', '2026-05-01T08:00:00Z', '2026-05-05T10:00:00Z', part),
    );
    expect(await completed()).toBe(2);
  });
});
