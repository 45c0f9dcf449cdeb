import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { fivePhasesPreset } from '../../src/model/profile/default-profile.js';
import { emptyTeamSettings } from '../../src/model/team.js';
import { deployment, openInbox } from '../ingestion/inbox/open-inbox.js';
import { databaseKinds } from '../storage/databases.js';
import type { Story } from '../story/open-story.js';
import { plantedTexts, shownIn } from './planted-secrets.js';
import type { RealServer } from './real-server.js';

const MINUTES = 300_000;
const patience = { timeout: 60_000 };
const [login, token, , other] = plantedTexts as [string, string, string, string];
const QUESTION =
  'scope: { path: "Organisation" }, metrics: [DEPLOYMENT_FREQUENCY], range: { last: { count: 4, unit: WEEK } }';
const TEXTS =
  'headline { value } breakdown(by: PIPELINE) { label } records { nodes { title url repository ... on DeploymentRecord { pipeline environment service number } } }';
const WATCH = `subscription { insightUpdated(${QUESTION}) { insight { ${TEXTS} } } }`;
const EXPORT = `mutation { startExport(input: { ${QUESTION}, by: PIPELINE }) { job { id } userErrors { message } } }`;

/** A team whose deployments are those of the service checkout. */
async function addTeam({ app, viewer, ...story }: Story): Promise<void> {
  await story.activate('Name,Email,Manager Email\nBoss,boss@x.io,\nAda,ada@x.io,boss@x.io\n');
  const scope = [{ property: 'service', operator: 'EQUALS', values: ['checkout'] }] as const;
  await story.save('Organisation', { pipelines: { ...emptyTeamSettings.pipelines, scope } });
  const { profiles, trees } = app.directory;
  const { number } = await profiles.create(viewer, 'EFFICIENCY', {
    ...{ name: 'Deployments', description: null, config: fivePhasesPreset },
  });
  const [tree] = await trees.list(viewer, null);
  await trees.update(viewer, tree!.number, { efficiencyProfile: number });
  await story.settle();
}

/** A deployment with a secret in each of its open texts. */
const plantedDeployment = (): string =>
  deployment('planted', {
    ...{ pipeline: token, environment: token, number: token, project: login },
    ...{ url: 'https://Planted1User:Planted2Word@ci.example.com/1?private_token=Planted4Query' },
    services: ['checkout', token],
  });

describe.each(databaseKinds)('over %s', (kind) => {
  let story: Story;
  let server: RealServer;
  let key: string;
  /** The messages that a subscriber received, one by one. */
  const pushed: string[] = [];
  let client: ReturnType<typeof createClient>;

  beforeAll(async () => {
    ({ story, server } = await openInbox(kind));
    await addTeam(story);
    key = await server.key(story.viewer.account, 'ADMIN');
    await story.app.start();
    client = createClient({
      url: `${server.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { 'x-api-key': key },
    });
    const next = (message: unknown) => void pushed.push(JSON.stringify(message));
    const ended = (error?: unknown) => void pushed.push(`ended ${JSON.stringify(error)}`);
    client.subscribe({ query: WATCH }, { next, error: ended, complete: ended });
  }, MINUTES);
  afterAll(() => client.dispose());

  const exported = async (): Promise<string> => {
    const started = await server.ask(key, EXPORT);
    const { id } = (started.data as { startExport: { job: { id: string } } }).startExport.job;
    const query = 'query ($id: ID!) { exportJob(id: $id) { status csv } }';
    const file = async () => {
      const { data } = await server.ask(key, query, { id });
      return (data!.exportJob as { csv: string | null }).csv ?? '';
    };
    await expect.poll(file, patience).not.toBe('');
    return file();
  };

  /** Stores a text as a version before this one did, past everything that masks. */
  const store = (sql: string, given: readonly unknown[]) =>
    story.app.database.write(story.viewer.account, (session) =>
      session.query(sql, [...given, story.viewer.account]),
    );

  it(
    'an ingested secret comes to no subscriber, and stands in no export',
    async () => {
      await expect.poll(() => pushed.length, patience).toBeGreaterThan(0);
      const lines = [plantedDeployment()];
      const ingested = await story.app.ingestion.ingest(story.viewer, { source: 'Facts', lines });
      expect(ingested.accepted).toBe(1);
      await expect.poll(() => pushed.at(-1), patience).toContain('"value":1');
      expect(pushed.at(-1)).toMatch(/"pipeline":"\(hidden-\w+\)"/);
      expect(pushed.flatMap(shownIn)).toEqual([]);
      const csv = await exported();
      expect(csv).toMatch(/^\(hidden-\w+\),1,/m);
      expect(shownIn(csv)).toEqual([]);
    },
    MINUTES,
  );

  it(
    'a secret that was stored before it was masked comes to no subscriber, and stands in no export',
    async () => {
      await store('update dimension set name = $1 where name like $2 and account_id = $3', [
        other,
        '(hidden-%',
      ]);
      const lines = [deployment('later')];
      const ingested = await story.app.ingestion.ingest(story.viewer, { source: 'Facts', lines });
      expect(ingested.accepted).toBe(1);
      await expect.poll(() => pushed.at(-1), patience).toContain('"value":2');
      expect(pushed.flatMap(shownIn)).toEqual([]);
      const csv = await exported();
      expect(csv).toMatch(/^our \(hidden-\w+\) here,1,/m);
      expect(shownIn(csv)).toEqual([]);
    },
    MINUTES,
  );

  it('entries that are written now hold no secrets, though their words were given in the open', async () => {
    await story.app.directory.activity.revealed(story.viewer, plantedTexts.join(' '));
    const rows = await store('select object from activity where $1 = $1 and account_id = $2', ['']);
    expect(JSON.stringify(rows)).toContain('git.example.com');
    expect(shownIn(JSON.stringify(rows))).toEqual([]);
  });

  it('entries of the activity log that were written before masking are read without secrets', async () => {
    const settings = { location: plantedTexts.join(' '), token: 'Planted9Opaque' };
    const before = [{ key: 'webhookSecret', value: 'Planted8Opaque' }];
    const details = { before, after: { settings }, [token]: plantedTexts };
    await store(
      "insert into activity (number, key, action, object_kind, object, details, at, account_id) values (1000000, 0, 'EDITED', 'INTEGRATION', $1, $2::jsonb, now(), $3)",
      [token, JSON.stringify(details)],
    );
    const query = '{ activityLog { nodes { object objectKind details } } }';
    const answer = JSON.stringify(await server.ask(key, query));
    expect(answer).toContain('git.example.com');
    expect(shownIn(answer)).toEqual([]);
    const { items } = await story.app.directory.activity.list(story.viewer, { first: 100 });
    expect(shownIn(JSON.stringify(items))).toEqual([]);
  });
});
