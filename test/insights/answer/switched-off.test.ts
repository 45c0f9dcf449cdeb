import { join } from 'node:path';
import { expect, test } from 'vitest';
import { defaultProductivity } from '../../../src/model/profile/default-profile.js';
import { databaseKinds } from '../../storage/databases.js';
import { writeHistory } from '../../story/fast-import.js';
import { anyRepository, newDirectory, openStory } from '../../story/open-story.js';

test.each(databaseKinds)(
  'a metric that is switched off says so until it is on, on %s',
  async (kind) => {
    const directory = join(newDirectory(), 'repository');
    writeHistory(directory, {
      commits: [1, 2, 3].map((mark) => ({
        ...{ mark, branch: 'main', message: `Change ${mark}\n`, author: 'Ada <ada@x.io>' },
        seconds: Date.UTC(2026, 2, mark) / 1000,
        parents: mark === 1 ? [] : [mark - 1],
        files: { 'a.txt': `${mark}\n` },
      })),
      tags: [],
    });
    const story = await openStory(kind, { clock: () => Date.UTC(2026, 2, 9) });
    await story.connect(directory);
    await story.activate('name,email,manager email\nEve,eve@x.io,\nAda,ada@x.io,eve@x.io\n');
    await story.save('Organisation', { repositories: anyRepository });
    const { profiles } = story.app.directory;
    const [profile] = await profiles.list(story.viewer, 'PRODUCTIVITY');
    const ask = async (...disabledMetrics: string[]) => {
      await profiles.update(story.viewer, {
        ...{ kind: 'PRODUCTIVITY', number: profile!.number, expectedVersion: null },
        input: {
          ...{ name: 'Work', description: null },
          config: { ...defaultProductivity, disabledMetrics },
        },
      });
      await story.settle();
      const metrics = ['CODING_DAYS_PER_DEVELOPER', 'CODE_REWORK'];
      const range = { dates: { from: '2026-03-02', to: '2026-03-08' } };
      const insights = await story.ask({ metrics, range, granularity: 'WEEK' });
      return insights.map(({ headline, explanation }) => ({
        ...{
          status: headline.dataStatus,
          count: headline.sampleSize,
          notes: explanation.notes.join(),
        },
      }));
    };
    const on = await ask();
    expect(on.map(({ status, count }) => [status, count])).toEqual([
      ['FULL', 2],
      ['FULL', 2],
    ]);
    const [days, rework] = await ask('CODING_DAYS_PER_DEVELOPER');
    expect(days).toMatchObject({ status: 'NOT_CONFIGURED', count: 0 });
    expect(days!.notes).toContain(
      'CODING_DAYS_PER_DEVELOPER is switched off by the productivity profile "Work": switch it on by `updateProductivityProfile`',
    );
    expect(rework).toEqual(on[1]);
    expect(await ask()).toEqual(on);
  },
  120_000,
);
