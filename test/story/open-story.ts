import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { type App, type AppOptions, createApp } from '../../src/app.js';
import { operator } from '../../src/directory/context.js';
import type { Insight, InsightQuery } from '../../src/insights/answer/answer.js';
import type { Viewer } from '../../src/model/access.js';
import { emptyTeamSettings, type TeamSettings } from '../../src/model/team.js';
import { type DatabaseKind, newPlace } from '../storage/databases.js';

export const newDirectory = (): string => {
  const directory = mkdtempSync(join(tmpdir(), 'insights-story-'));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
};

export interface Story {
  readonly app: App;
  readonly viewer: Viewer;
  /** Connects a repository and brings its facts in. */
  connect(location: string): Promise<number>;
  sync(integration: number): Promise<void>;
  /** Puts a developers file into force. */
  activate(content: string): Promise<void>;
  /** The number of a node by its path. */
  node(path: string): Promise<number>;
  save(path: string, settings: Partial<TeamSettings>): Promise<void>;
  settle(): Promise<void>;
  ask(query: Partial<InsightQuery>): Promise<readonly Insight[]>;
}

const question: InsightQuery = {
  scope: { path: 'Organisation' },
  metrics: [
    'CODING_DAYS_PER_DEVELOPER',
    'DEPLOYMENT_FREQUENCY',
    'LEAD_TIME_FOR_CHANGES',
    'CODE_REWORK',
  ],
  range: { last: { count: 12, unit: 'WEEK' } },
  granularity: 'MONTH',
  aggregation: 'MEAN',
  timeZone: null,
  membership: 'CURRENT',
};

export async function importStory(app: App, name: string): Promise<Story> {
  const viewer = operator(await app.directory.account.create(name));
  const { account } = viewer;
  const sync = async (integration: number) => {
    const run = await app.ingestion.sync(account, integration);
    if (run.status !== 'SUCCEEDED') throw new Error(run.message ?? run.status);
  };
  const node = async (path: string) => {
    const rows = await app.database.read(account, (session) =>
      session.query<{ number: number }>(
        'select number::float8 as number from org_node where account_id = $1 and path = $2 and archived_at is null',
        [account, path],
      ),
    );
    if (!rows[0]) throw new Error(`There is no node ${path}.`);
    return rows[0].number;
  };
  return {
    app,
    viewer,
    sync,
    node,
    async connect(location) {
      const { number } = await app.ingestion.connect(viewer, {
        provider: 'GIT',
        name: null,
        settings: { location },
      });
      await sync(number);
      return number;
    },
    async activate(content) {
      const { number } = await app.directory.imports.upload(viewer, {
        content,
        fileName: null,
        effectiveOn: null,
      });
      await app.directory.imports.activate(viewer, number);
    },
    async save(path, settings) {
      await app.directory.teams.saveSettings(viewer, {
        node: await node(path),
        settings: { ...emptyTeamSettings, ...settings },
        expectedVersion: null,
      });
    },
    settle: () => app.recalculation.settle(account),
    ask: (query) => app.insights.answer(viewer, { ...question, ...query }),
  };
}

export type StoryOptions = Partial<Omit<AppOptions, 'database'>> & {
  readonly database?: Partial<AppOptions['database']>;
};

/** The real thing over an empty database of the kind, without a server before it; nothing runs in the background. */
export async function openStory(
  kind: DatabaseKind,
  { database = {}, ...options }: StoryOptions = {},
): Promise<Story> {
  const app = await createApp({
    database: { ...(await newPlace(kind)), ...database },
    dataDirectory: newDirectory(),
    variables: { PATH: '/usr/local/bin:/usr/bin:/bin' },
    ...options,
  });
  afterAll(() => app.stop());
  return importStory(app, 'Story');
}

/** Matches every repository. */
export const anyRepository: TeamSettings['repositories'] = [
  { property: 'repository', operator: 'DOES_NOT_CONTAIN', values: ['no such name'] },
];
