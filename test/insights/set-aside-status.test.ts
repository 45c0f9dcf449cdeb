import { expect, test } from 'vitest';
import { emptyTeamSettings } from '../../src/model/team.js';
import { databaseKinds } from '../storage/databases.js';
import { openStory } from '../story/open-story.js';

const noon = (day: string) => `${day}T12:00:00Z`;
const item = (id: string, more: object = {}): string =>
  JSON.stringify({
    ...{ kind: 'WORK_ITEM', id, key: id, project: 'SHOP', type: 'Bug', title: id, status: 'Done' },
    ...{ statusCategory: 'DONE', createdAt: noon('2026-02-02'), resolvedAt: noon('2026-03-05') },
    ...{ assignee: { id: '42', email: 'ada@x.io' }, updatedAt: noon('2026-03-09'), ...more },
  });

test.each(databaseKinds)(
  'on %s a number that lacks what is set aside says so until the fact is corrected',
  async (kind) => {
    const story = await openStory(kind, { clock: () => Date.UTC(2026, 2, 10, 9) });
    const { viewer, app } = story;
    await story.activate('Name,Email,Manager Email\nEve,eve@x.io,\nAda,ada@x.io,eve@x.io\n');
    await app.ingestion.ingest(viewer, { source: 'Jira', lines: [item('A'), item('B')] });
    const projects = [{ property: 'project', operator: 'EQUALS', values: ['SHOP'] }] as const;
    const issueManagement = { ...emptyTeamSettings.issueManagement, projects };
    await story.save('Organisation', { issueManagement });
    await story.settle();
    const ask = async () => {
      const [insight] = await story.ask({
        ...{ metrics: ['WORK_COMPLETED_PER_DEVELOPER'], granularity: 'WEEK' },
        range: { dates: { from: '2026-03-02', to: '2026-03-08' } },
      });
      const { headline, dataStatus, recalculating, explanation } = insight!;
      return [headline.sampleSize, dataStatus, recalculating, explanation.notes.join(' ')];
    };
    const health = async () => {
      const { items } = await app.ingestion.integrations(viewer, {}, { first: 9, after: null });
      return app.ingestion.healths(
        viewer,
        items.map((one) => one.item),
      );
    };
    expect((await ask()).slice(0, 3)).toEqual([2, 'FULL', false]);
    await app.database.write(viewer.account, async (session) => {
      const [bad] = await session.query<{ number: number }>(
        `update work_item set former_keys = '[null]' where account_id = $1 and id like '%B' returning number::float8 as number`,
        [viewer.account],
      );
      const numbers = [[bad!.number, bad!.number]] as const;
      session.append({ kind: 'FACTS', what: { kind: 'WORK_ITEM', numbers, newPeople: false } });
    });
    await story.settle();
    expect(await ask()).toEqual([
      ...[1, 'PARTIAL', false],
      expect.stringMatching(/WORK_ITEM ".*B" cannot be calculated with and is set aside: /),
    ]);
    const found = await app.insights.doctor(viewer, null);
    expect(found.find(({ metric }) => metric === 'WORK_COMPLETED_PER_DEVELOPER')).toMatchObject({
      ...{ dataStatus: 'PARTIAL', remedy: 'Correct it at its source.' },
      reason: expect.stringMatching(/is set aside/),
    });
    expect(await health()).toEqual(['NEEDS_ATTENTION']);
    const corrected = item('B', { updatedAt: noon('2026-03-10'), title: 'Better' });
    await app.ingestion.ingest(viewer, { source: 'Jira', lines: [corrected] });
    await story.settle();
    expect((await ask()).slice(0, 3)).toEqual([2, 'FULL', false]);
    expect(await health()).not.toContain('NEEDS_ATTENTION');
  },
  60_000,
);
