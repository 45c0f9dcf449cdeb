import { describe, expect, test } from 'vitest';
import { emptyTeamSettings } from '../../src/model/team.js';
import { custom } from '../../src/providers/custom/index.js';
import { serveApp } from '../server/real-server.js';
import { databaseKinds } from '../storage/databases.js';
import { openStory } from '../story/open-story.js';

const noon = (day: string) => `${day}T12:00:00Z`;
const item = (id: string, day: string, updatedOn = '2026-03-09'): string =>
  JSON.stringify({
    ...{ kind: 'WORK_ITEM', id, key: id, project: 'SHOP', type: 'Bug', title: id, status: 'Done' },
    ...{ statusCategory: 'DONE', createdAt: noon(day), resolvedAt: noon('2026-03-05') },
    ...{ assignee: { id: '42', email: 'ada@x.io' }, updatedAt: noon(updatedOn) },
  });
const commit = JSON.stringify({
  ...{ kind: 'COMMIT', repository: 'shop', sha: 'a'.repeat(40), message: 'Basket' },
  ...{ authoredAt: noon('2026-03-04'), author: { id: '42', email: 'ada@x.io' } },
  updatedAt: noon('2026-03-09'),
});

const LOOK = /* GraphQL */ `query ($metric: MetricId!) {
  insights(
    scope: { path: "Organisation" }, metrics: [$metric], granularity: WEEK
    range: { dates: { from: "2026-03-02", to: "2026-03-08" } }
  ) {
    dataStatus
    coverage { integration { name } facts from lastReportedAt notes }
    explanation { notes }
  }
}`;

const LACKING = /* GraphQL */ `{
  insights(
    scope: { path: "Organisation" }, metrics: [WORK_COMPLETED_PER_DEVELOPER], granularity: WEEK
    range: { dates: { from: "2026-03-02", to: "2026-03-08" } }
  ) {
    coverage { integration { name } lacks { fact field why } }
    explanation { notes }
  }
}`;

interface Looked {
  readonly insights: readonly {
    readonly dataStatus: string;
    readonly coverage: readonly Readonly<Record<string, unknown>>[];
    readonly explanation: { readonly notes: readonly string[] };
  }[];
}

describe.each(databaseKinds)('on %s', (kind) => {
  test('a number that is not covered whole names the sources, since when they report and when they last did', async () => {
    let now = Date.UTC(2026, 2, 6, 9);
    const story = await openStory(kind, { clock: () => now });
    const { app, viewer } = story;
    await story.activate('Name,Email,Manager Email\nEve,eve@x.io,\nAda,ada@x.io,eve@x.io\n');
    const projects = [{ property: 'project', operator: 'EQUALS', values: ['SHOP'] }] as const;
    const issueManagement = { ...emptyTeamSettings.issueManagement, projects };
    await story.save('Organisation', { issueManagement });
    const late = item('C', '2026-02-04', '2026-03-05');
    await app.ingestion.ingest(viewer, { source: 'Late', lines: [late] });
    now = Date.UTC(2026, 2, 10, 9);
    await app.ingestion.ingest(viewer, { source: 'Old', lines: [item('O', '2026-02-02')] });
    await app.ingestion.ingest(viewer, { source: 'Jira', lines: [item('A', '2026-03-04')] });
    await app.ingestion.ingest(viewer, { source: 'Sent', lines: [commit] });
    await story.settle();
    const server = await serveApp(app);
    const key = await server.key(viewer.account, 'VIEWER', false);
    const look = async (metric = 'WORK_COMPLETED_PER_DEVELOPER') => {
      const { data, errors } = await server.ask(key, LOOK, { metric });
      expect(errors).toBeUndefined();
      return (data as unknown as Looked).insights[0]!;
    };
    const causes = async () => {
      const found = await app.insights.doctor(viewer, null);
      return found
        .filter(({ metric }) => metric === 'WORK_COMPLETED_PER_DEVELOPER')
        .map(({ dataStatus, reason }) => `${dataStatus}: ${reason}`);
    };
    const reported = { facts: 'WORK_ITEMS', lastReportedAt: '2026-03-10T09:00:00.000Z' };
    const old = { ...reported, integration: { name: 'Old' }, from: '2026-02-02T12:00:00.000Z' };
    const jira = { ...reported, integration: { name: 'Jira' }, from: '2026-03-04T12:00:00.000Z' };
    const silent = 'Late last reported on 2026-03-06.';
    const begins = 'Jira reports work items only since 2026-03-04.';
    const first = await look();
    expect(first.dataStatus).toBe('PARTIAL');
    expect(first.coverage).toEqual([
      {
        ...{ integration: { name: 'Late' }, facts: 'WORK_ITEMS', from: '2026-02-04T12:00:00.000Z' },
        ...{ lastReportedAt: '2026-03-06T09:00:00.000Z', notes: [silent] },
      },
      { ...old, notes: [] },
      { ...jira, notes: [begins] },
    ]);
    expect(first.explanation.notes.filter((note) => /Jira|Late|Old/.test(note))).toEqual([
      silent,
      begins,
    ]);
    expect(await causes()).toEqual(
      expect.arrayContaining([`PARTIAL: ${silent}`, `PARTIAL: ${begins}`]),
    );

    await app.ingestion.ingest(viewer, { source: 'Jira', lines: [item('B', '2026-02-03')] });
    await app.ingestion.ingest(viewer, { source: 'Late', lines: [late] });
    await story.settle();
    const whole = await look();
    expect(whole.dataStatus).toBe('FULL');
    expect(whole.coverage.flatMap(({ notes }) => notes)).toEqual([]);
    expect(whole.explanation.notes.join()).not.toMatch(/Jira|Late|Old/);

    const history = await look('CODING_DAYS_PER_DEVELOPER');
    expect(history.coverage).toEqual([
      {
        ...{ integration: null, facts: 'HISTORY', from: '2026-03-04T12:00:00.000Z' },
        lastReportedAt: '2026-03-10T09:00:00.000Z',
        notes: ['Sent facts show the history of shop only since 2026-03-04.'],
      },
    ]);
  }, 60_000);

  test('a number says what the tools of its sources never report', async () => {
    const why = 'this edition keeps no dates of releases.';
    const lack = { fact: 'VERSION', field: 'releasedAt', why } as const;
    const other = { fact: 'PULL_REQUEST', field: 'labels', why } as const;
    const story = await openStory(kind, { providers: [{ ...custom, lacks: [lack, other] }] });
    const { app, viewer } = story;
    await story.activate('Name,Email,Manager Email\nEve,eve@x.io,\nAda,ada@x.io,eve@x.io\n');
    const projects = [{ property: 'project', operator: 'EQUALS', values: ['SHOP'] }] as const;
    await story.save('Organisation', {
      issueManagement: { ...emptyTeamSettings.issueManagement, projects },
    });
    await app.ingestion.ingest(viewer, { source: 'Board', lines: [item('A', '2026-03-04')] });
    await story.settle();
    const server = await serveApp(app);
    const key = await server.key(viewer.account, 'VIEWER', false);
    const { data, errors } = await server.ask(key, LACKING);
    expect(errors).toBeUndefined();
    const [{ coverage, explanation }] = (data as unknown as Looked).insights as [
      Looked['insights'][0],
    ];
    expect(coverage).toEqual([{ integration: { name: 'Board' }, lacks: [lack] }]);
    expect(explanation.notes).toContain(`Board never reports releasedAt of versions: ${why}`);
    expect(explanation.notes.join()).not.toContain('labels');
  }, 60_000);
});
