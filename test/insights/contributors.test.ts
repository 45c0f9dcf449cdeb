import { describe, expect, test } from 'vitest';
import { defaultProductivity } from '../../src/model/default-profile.js';
import { databaseKinds } from '../storage/databases.js';
import { openStory } from '../story/open-story.js';

const noon = (day: string) => `${day}T12:00:00Z`;
const by = (name: string) => ({ id: name, email: `${name}@x.io` });
const lines = [
  {
    ...{ kind: 'PULL_REQUEST', id: 'shop!1', repository: 'shop', number: 1, title: 'Basket' },
    ...{ author: by('ada'), sourceBranch: 'topic', targetBranch: 'main', state: 'MERGED' },
    ...{ openedAt: noon('2026-03-03'), mergedAt: noon('2026-03-03') },
    ...{ closedAt: noon('2026-03-03') },
    reviews: [{ by: by('di'), at: noon('2026-03-03'), state: 'APPROVED', hasText: true }],
  },
  {
    ...{ kind: 'COMMIT', repository: 'shop', sha: 'a1b2c3d4e5', message: 'Basket' },
    ...{ author: by('ben'), authoredAt: noon('2026-03-04') },
  },
  {
    ...{ kind: 'WORK_ITEM', id: '1', key: 'SHOP-1', project: 'SHOP', type: 'Bug', title: 'Basket' },
    ...{ status: 'Done', statusCategory: 'DONE', assignee: by('cy') },
    ...{ createdAt: noon('2026-03-04'), resolvedAt: noon('2026-03-05') },
  },
].map((fact) => JSON.stringify({ updatedAt: noon('2026-03-06'), ...fact }));

describe.each(databaseKinds)('contributors on %s', (kind) => {
  test('are who committed, merged or completed anything, whichever of it is asked about', async () => {
    const story = await openStory(kind, { clock: () => Date.UTC(2026, 2, 9, 9) });
    await story.activate(
      `Name,Email,Manager Email\nEve,eve@x.io,\n${['Ada', 'Ben', 'Cy', 'Di'].map((name) => `${name},${name.toLowerCase()}@x.io,eve@x.io\n`).join('')}`,
    );
    await story.app.ingestion.ingest(story.viewer, { source: 'Ours', lines });
    const { profiles } = story.app.directory;
    const [profile] = await profiles.list(story.viewer, 'PRODUCTIVITY');
    await profiles.update(story.viewer, {
      ...{ kind: 'PRODUCTIVITY', number: profile!.number, expectedVersion: 1 },
      input: {
        ...{ name: 'Default', description: null },
        config: { ...defaultProductivity, denominator: 'CONTRIBUTING' },
      },
    });
    await story.settle();
    const ask = async (metric: string) => {
      const range = { dates: { from: '2026-03-02', to: '2026-03-08' } };
      const [insight] = await story.ask({ metrics: [metric], range, granularity: 'WEEK' });
      return insight!;
    };
    for (const metric of [
      'PR_VELOCITY_PER_DEVELOPER',
      'CODING_DAYS_PER_DEVELOPER',
      'WORK_COMPLETED_PER_DEVELOPER',
    ]) {
      const { headline, explanation } = await ask(metric);
      expect([metric, headline.value, explanation.developers]).toEqual([metric, 1 / 3, 3]);
    }
    const rows = await (await ask('PR_VELOCITY_PER_DEVELOPER')).breakdown('DEVELOPER');
    // Di reviewed and did nothing else.
    expect(
      rows.map(({ developer, value }) => [developer?.developer?.name, value.value]).sort(),
    ).toEqual([
      ['Ada', 1],
      ['Ben', 0],
      ['Cy', 0],
      ['Di', null],
    ]);
  }, 120_000);
});
