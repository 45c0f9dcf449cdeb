import fc from 'fast-check';
import { execute, type GraphQLSchema, parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../../src/app.js';
import { newContext } from '../../../src/graph/new-context.js';
import { createSchema } from '../../../src/graph/schema.js';
import type { Viewer } from '../../../src/model/access.js';
import { lawRuns } from '../../law-runs.js';
import { databaseKinds, newPlace } from '../../storage/databases.js';
import { importStory, newDirectory, openStory, type Story } from '../../story/open-story.js';
import { importTwoServices } from '../../story/two-services.js';
import { type RealServer, serveApp } from '../real-server.js';
import { type Change, change, type ManualClock, perform, question } from './changing-company.js';

let schema: GraphQLSchema;
beforeAll(async () => {
  schema = await createSchema();
});

/** Returns what the server would answer if it kept nothing. */
async function fresh(app: App, secret: string, query: string) {
  const viewer = (await app.directory.keys.authenticate(secret)) as Viewer;
  const document = parse(query);
  expect(validate(schema, document)).toEqual([]);
  const { signal } = new AbortController();
  const contextValue = newContext({ viewer, services: app.services, requestId: 'r', signal });
  return withoutRequest(await execute({ schema, document, contextValue }));
}
/** Errors have the request by which they came. */
const withoutRequest = ({ data, errors }: { data?: unknown; errors?: readonly object[] }) =>
  JSON.parse(
    JSON.stringify({ data, errors: errors?.map((error) => ({ ...error, extensions: null })) }),
  );

const roles = [
  ['VIEWER', false],
  ['VIEWER', true],
  ['MANAGER', false],
  ['INGESTION', false],
] as const;
const START = Date.UTC(2026, 3, 1, 9);

describe.each(databaseKinds)('%s', (kind) => {
  const clock: ManualClock = { now: START };
  let story: Story;
  let other: App;
  let server: RealServer;
  beforeAll(async () => {
    const database = await newPlace(kind);
    const tools = { clock: () => clock.now, variables: {} };
    story = await openStory(kind, { ...tools, database });
    other =
      kind === 'EMBEDDED'
        ? story.app
        : await createApp({ ...tools, database, dataDirectory: newDirectory() });
    if (other !== story.app) afterAll(() => other.stop());
    server = await serveApp(story.app);
  });

  /** Asks the server, and compares with what it would answer without anything kept. */
  async function compare(key: string, query: string): Promise<void> {
    const answer = withoutRequest((await server.ask(key, query)) as object);
    expect(answer).toEqual(await fresh(story.app, key, query));
  }

  async function changeAll(own: Story, changes: readonly (readonly [boolean, Change])[]) {
    for (const [isOther, one] of changes)
      await perform(own, isOther ? other : story.app, clock, one);
  }

  async function compareAll(
    keys: readonly string[],
    questions: readonly (readonly [number, string])[],
  ): Promise<void> {
    for (const [key, query] of questions) await compare(keys[key]!, query);
  }

  const served = async (): Promise<number> => {
    const text = await (await fetch(`${server.url}/metrics`)).text();
    return Number(/^insights_answers_kept_total (\d+)/m.exec(text)?.[1]);
  };

  /** Makes a company of its own, and keys of every right. */
  async function found(name: string) {
    clock.now = START;
    const own = await importStory(story.app, name);
    await importTwoServices(own);
    const keys: string[] = [];
    for (const [role, reveals] of roles)
      keys.push(await server.key(own.viewer.account, role, reveals));
    return { own, keys };
  }

  it('kept answers are those that would be made, for all changes and all keys', async () => {
    const changes = fc.array(fc.tuple(fc.boolean(), change), { minLength: 1, maxLength: 2 });
    const asked = fc.array(fc.tuple(fc.nat(roles.length - 1), question), {
      minLength: 6,
      maxLength: 10,
    });
    const rounds = fc.array(fc.tuple(changes, fc.nat(1)), { minLength: 4, maxLength: 6 });
    let company = 0;
    const law = fc.asyncProperty(asked, rounds, async (questions, steps) => {
      company += 1;
      const { own, keys } = await found(`Company ${company}`);
      for (const [some, more] of steps) {
        await changeAll(own, some);
        await compareAll(keys, Array.from({ length: more + 2 }, () => questions).flat());
      }
    });
    await fc.assert(law, { numRuns: lawRuns(6, 150), endOnFailure: lawRuns(true, false) });
    expect(await served()).toBeGreaterThan(0);
  });
});
