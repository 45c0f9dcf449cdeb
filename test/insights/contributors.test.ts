import { beforeAll, describe, expect, test } from 'vitest';
import { defaultProductivity } from '../../src/model/profile/default-profile.js';
import type { Denominator } from '../../src/model/profile/productivity-profile.js';
import { databaseKinds } from '../storage/databases.js';
import { openStory, type Story } from '../story/open-story.js';

const noon = (day: string) => `${day}T12:00:00Z`;
const by = (name: string, rest: object = {}) => ({ id: name, email: `${name}@x.io`, ...rest });
const pullRequest = (number: number, author: string, openedAt: string, rest: object = {}) => ({
  ...{ kind: 'PULL_REQUEST', id: `shop!${number}`, repository: 'shop', number, title: 'Basket' },
  ...{ author: by(author), sourceBranch: 'topic', targetBranch: 'main', state: 'OPEN', openedAt },
  ...rest,
});
const comments = [
  { by: by('fay'), at: noon('2026-02-17') },
  { by: by('fay'), at: noon('2026-02-25') },
];
/** Never merged; Fay commented twice in one month, in two of its weeks, and a bot reviewed. */
const commented = pullRequest(2, 'stranger', noon('2026-02-16'), {
  comments,
  reviews: [{ by: by('gus', { bot: true }), at: noon('2026-02-18'), state: 'COMMENTED' }],
});
const facts = [
  pullRequest(1, 'ada', noon('2026-03-03'), {
    ...{ state: 'MERGED', mergedAt: noon('2026-03-03'), closedAt: noon('2026-03-03') },
    reviews: [{ by: by('di'), at: noon('2026-03-03'), state: 'APPROVED', hasText: true }],
  }),
  commented,
  {
    ...{ kind: 'COMMIT', repository: 'shop', sha: 'a1b2c3d4e5', message: 'Basket' },
    ...{ author: by('ben'), authoredAt: noon('2026-03-04') },
  },
  {
    ...{ kind: 'WORK_ITEM', id: '1', key: 'SHOP-1', project: 'SHOP', type: 'Bug', title: 'Basket' },
    ...{ status: 'Done', statusCategory: 'DONE', assignee: by('cy') },
    ...{ createdAt: noon('2026-03-04'), resolvedAt: noon('2026-03-05') },
  },
];
const updated = (day: string, reported: object) =>
  JSON.stringify({ updatedAt: noon(day), ...reported });
const names = ['Ada', 'Ben', 'Cy', 'Di', 'Fay', 'Gus', 'Hal'];

describe.each(databaseKinds)('contributors on %s', (kind) => {
  let story: Story;
  const ask = async (metric: string, from = '2026-03-02') => {
    const range = { dates: { from, to: '2026-03-08' } };
    const [insight] = await story.ask({ metrics: [metric], range, granularity: 'WEEK' });
    return insight!;
  };
  const report = (...lines: string[]) =>
    story.app.ingestion.ingest(story.viewer, { source: 'Ours', lines });
  const divideBy = async (denominator: Denominator) => {
    const { profiles } = story.app.directory;
    const [profile] = await profiles.list(story.viewer, 'PRODUCTIVITY');
    await profiles.update(story.viewer, {
      ...{ kind: 'PRODUCTIVITY', number: profile!.number, expectedVersion: profile!.version },
      input: {
        ...{ name: 'Default', description: null },
        config: { ...defaultProductivity, denominator },
      },
    });
    await story.settle();
  };
  /** By how many each week divides. */
  const perWeek = async () =>
    (await ask('PR_VELOCITY_PER_DEVELOPER', '2026-02-16')).series.map(
      ({ value }) => value.denominator,
    );

  beforeAll(async () => {
    story = await openStory(kind, { clock: () => Date.UTC(2026, 2, 9, 9) });
    await story.activate(
      `Name,Email,Manager Email\nEve,eve@x.io,\n${names.map((name) => `${name},${name.toLowerCase()}@x.io,eve@x.io\n`).join('')}`,
    );
    await report(...facts.map((fact) => updated('2026-03-06', fact)));
    await divideBy('CONTRIBUTING');
  }, 120_000);

  test('are who committed, merged, reviewed or completed anything, whichever of it is asked about', async () => {
    for (const metric of [
      'PR_VELOCITY_PER_DEVELOPER',
      'CODING_DAYS_PER_DEVELOPER',
      'WORK_COMPLETED_PER_DEVELOPER',
    ]) {
      const { headline, explanation } = await ask(metric);
      expect([metric, headline.value, explanation.developers]).toEqual([metric, 1 / 4, 4]);
    }
    const rows = await (await ask('PR_VELOCITY_PER_DEVELOPER')).breakdown('DEVELOPER');
    // Fay did nothing in this week, Gus is a bot, Hal did nothing at all.
    expect(
      rows.map(({ developer, value }) => [developer?.developer?.name, value.value]).sort(),
    ).toEqual([
      ...[
        ['Ada', 1],
        ['Ben', 0],
        ['Cy', 0],
        ['Di', 0],
      ],
      ...['Fay', 'Gus', 'Hal'].map((name) => [name, null]),
    ]);
  });

  test('are so in each bucket in which they commented, also of one pull request in one month', async () => {
    expect(await perWeek()).toEqual([1, 1, 4]);
    await report(updated('2026-03-07', { ...commented, comments: comments.slice(1) }));
    await story.settle();
    expect(await perWeek()).toEqual([0, 1, 4]);
    await report(updated('2026-03-08', { ...commented, comments: [] }));
    await story.settle();
    expect(await perWeek()).toEqual([0, 0, 4]);
  });

  test('are nobody where the roster divides, and nothing is kept of them', async () => {
    const kept = () =>
      story.app.database.read(story.viewer.account, (session) =>
        session.query("select 1 from cell_rows where account_id = $1 and metric = 'REVIEWING'", [
          session.account,
        ]),
      );
    expect(await kept()).toHaveLength(1);
    await divideBy('ROSTER');
    expect(await perWeek()).toEqual([7, 7, 7]);
    expect(await kept()).toEqual([]);
  });
});
