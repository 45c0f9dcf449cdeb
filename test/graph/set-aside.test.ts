import { describe, expect, test } from 'vitest';
import { metrics } from '../../src/engine/metrics/index.js';
import { emptyTeamSettings } from '../../src/model/team.js';
import { failing } from '../recalculation/poisoned-world.js';
import { serveApp } from '../server/real-server.js';
import { databaseKinds } from '../storage/databases.js';
import { openStory, type Story } from '../story/open-story.js';

const noon = (day: string) => `${day}T12:00:00Z`;
const item = (id: string, more: object = {}): string =>
  JSON.stringify({
    ...{ kind: 'WORK_ITEM', id, key: id, project: 'SHOP', type: 'Bug', title: id, status: 'Done' },
    ...{ statusCategory: 'DONE', createdAt: noon('2026-03-02'), resolvedAt: noon('2026-03-05') },
    ...{ assignee: { id: '42', email: 'ada@x.io' }, updatedAt: noon('2026-03-09'), ...more },
  });

const LOOK = /* GraphQL */ `query ($first: Int, $after: Cursor) {
  integrations { nodes { name setAside(first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes { kind factKind factId month metric code message since }
  } } }
  teams { nodes { name setAside { totalCount nodes { kind factKind factId month metric code message } } } }
}`;

interface Listed {
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly nodes: readonly Readonly<Record<string, unknown>>[];
}
interface Owner {
  readonly name: string;
  readonly setAside: Listed;
}
interface Looked {
  readonly integrations: { readonly nodes: readonly Owner[] };
  readonly teams: { readonly nodes: readonly Owner[] };
}

/** Makes items impossible to link, as no form lets it happen. */
const poison = ({ app, viewer }: Story, ...ids: readonly string[]) =>
  app.database.write(viewer.account, async (session) => {
    const rows = await session.query<{ number: number }>(
      `update work_item set former_keys = '[null]' where account_id = $1 and key = any($2::text[]) returning number::float8 as number`,
      [viewer.account, ids],
    );
    const numbers = rows.map(({ number }) => [number, number] as const);
    session.append({ kind: 'FACTS', what: { kind: 'WORK_ITEM', numbers, newPeople: false } });
  });

describe.each(databaseKinds)('what is set aside, on %s', (kind) => {
  test('is listed page by page with its integration and its team until it is corrected', async () => {
    const bad = new Set<number>();
    const completed = 'WORK_COMPLETED_PER_DEVELOPER';
    const story = await openStory(kind, {
      clock: () => Date.UTC(2026, 2, 10, 9),
      metrics: metrics.map((one) =>
        one.id === completed ? failing(one, (number) => bad.has(number)) : one,
      ),
    });
    const { app, viewer } = story;
    await story.activate('Name,Email,Manager Email\nEve,eve@x.io,\nAda,ada@x.io,eve@x.io\n');
    await app.ingestion.ingest(viewer, { source: 'Fine', lines: [item('F')] });
    await app.ingestion.ingest(viewer, {
      source: 'Jira',
      lines: ['A', 'B', 'C', 'D'].map((id) => item(id)),
    });
    const projects = [{ property: 'project', operator: 'EQUALS', values: ['SHOP'] }] as const;
    const issueManagement = { ...emptyTeamSettings.issueManagement, projects };
    await story.save('Organisation', { issueManagement });
    const [row] = await app.database.read(viewer.account, (session) =>
      session.query<{ number: number }>(
        `select number::float8 as number from work_item where account_id = $1 and key = 'D'`,
        [viewer.account],
      ),
    );
    bad.add(row!.number);
    await poison(story, 'B', 'C');
    await story.settle();
    const server = await serveApp(app);
    const key = await server.key(viewer.account, 'VIEWER', false);
    const look = async (variables: object): Promise<Looked> => {
      const { data, errors } = await server.ask(key, LOOK, variables);
      expect(errors).toBeUndefined();
      return data as unknown as Looked;
    };
    const jira = ({ integrations }: Looked) =>
      integrations.nodes.find(({ name }) => name === 'Jira')!.setAside;
    const first = await look({ first: 2 });
    expect(first.integrations.nodes.map(({ setAside }) => setAside.totalCount)).toEqual([0, 3]);
    expect(jira(first).nodes).toEqual(
      ['B', 'C'].map((id) => ({
        ...{ kind: 'FACT', factKind: 'WORK_ITEM', factId: expect.stringMatching(`${id}$`) },
        ...{ month: null, metric: null, code: 'CALCULATION_FAILED' },
        ...{ message: expect.stringMatching(/\w/), since: '2026-03-10T09:00:00.000Z' },
      })),
    );
    const ofMonth = {
      ...{ kind: 'CELL', factKind: 'WORK_ITEM', factId: expect.stringMatching('D$') },
      ...{ month: '2026-03-01', metric: completed, code: 'CALCULATION_FAILED' },
      message: `${completed} cannot calculate with this.`,
    };
    const { hasNextPage, endCursor } = jira(first).pageInfo;
    expect(hasNextPage).toBe(true);
    const rest = await look({ first: 2, after: endCursor });
    expect(jira(rest)).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: false } });
    expect(jira(rest).nodes).toEqual([{ ...ofMonth, since: expect.any(String) }]);
    expect(first.teams.nodes.map(({ setAside }) => setAside)).toEqual([
      { totalCount: 1, nodes: [ofMonth] },
    ]);
    const bogus = await server.ask(key, LOOK, { after: 'nonsense' });
    expect(bogus.errors?.map(({ extensions }) => extensions?.code)).toContain('BAD_USER_INPUT');

    bad.clear();
    const later = { updatedAt: noon('2026-03-10'), title: 'Better' };
    const lines = ['B', 'C', 'D'].map((id) => item(id, later));
    await app.ingestion.ingest(viewer, { source: 'Jira', lines });
    await story.settle();
    const healed = await look({});
    const all = [...healed.integrations.nodes, ...healed.teams.nodes];
    expect(all.map(({ setAside }) => setAside.totalCount)).toEqual([0, 0, 0]);
  }, 60_000);
});

test('what is set aside costs the same statements for many integrations as for one', async () => {
  let statements = 0;
  const story = await openStory('EMBEDDED', {
    database: { onStatement: () => statements++ },
  });
  const { app, viewer } = story;
  const server = await serveApp(app);
  const key = await server.key(viewer.account, 'VIEWER', false);
  const count = async () => {
    statements = 0;
    const { errors } = await server.ask(
      key,
      '{ integrations(first: 50) { nodes { setAside(first: 1) { totalCount nodes { code } } } } }',
    );
    expect(errors).toBeUndefined();
    return statements;
  };
  await app.ingestion.ingest(viewer, { source: 'S0', lines: [item('I0')] });
  await count();
  const one = await count();
  for (let index = 1; index < 20; index++)
    await app.ingestion.ingest(viewer, { source: `S${index}`, lines: [item(`I${index}`)] });
  // The first question after a change looks up the key again.
  await count();
  expect(await count()).toBe(one);
}, 60_000);
