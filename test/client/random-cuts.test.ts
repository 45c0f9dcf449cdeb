import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { createClient as createSocket } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { createClient, documents } from '../../src/client/index.js';
import { lawRuns } from '../law-runs.js';
import { type RealServer, serveApp } from '../server/real-server.js';
import { type PostgresServer, startPostgres } from '../storage/postgres-server.js';
import { git, writeHistory } from '../story/fast-import.js';
import { anyRepository, newDirectory, openStory, type Story } from '../story/open-story.js';
import { type Cut, type FrameProxy, frameProxy } from './frame-proxy.js';

const people = 'name,email,manager email\nEve,eve@x.io,\nBo,bo@x.io,eve@x.io\nAl,al@x.io,bo@x.io\n';
const now = Math.floor(Date.now() / 1000);
const DAY = 86_400;
const ROUNDS = lawRuns(3, 12);
const SUBSCRIBERS = lawRuns(12, 42);

const asked = {
  path: 'Organisation/Eve/Bo',
  metrics: [
    'CODING_DAYS_PER_DEVELOPER',
    'CODE_REWORK',
    'LEAD_TIME_FOR_CHANGES',
    'DEPLOYMENT_FREQUENCY',
  ],
  range: { last: { count: 4, unit: 'WEEK' } },
} as const;
const selection = 'insight { metric { id } headline { value sampleSize } }';
const declared = '$path: String!, $metrics: [MetricId!]!, $range: DateRangeInput!';
const given = 'scope: { path: $path }, metrics: $metrics, range: $range';

interface Headline {
  readonly metric: { readonly id: string };
  readonly headline: { readonly value: number | null; readonly sampleSize: number };
}
type Held = Map<string, string>;
const hold = (held: Held, { metric, headline }: Headline) =>
  held.set(metric.id, `${headline.value} of ${headline.sampleSize}`);

interface Subscriber {
  readonly held: Held;
  stop(): void;
}

/** The package's own client, which resumes by itself. */
function own(url: string, key: string): Subscriber {
  const held: Held = new Map();
  const client = createClient(`${url}/graphql`, key);
  const follow = async () => {
    for await (const { insightUpdated } of client.subscribe(documents.TellMeWhenItChanges, asked))
      hold(held, insightUpdated.insight as Headline);
  };
  follow().catch((error: unknown) => held.set('ended', String(error)));
  return { held, stop: () => void client.close() };
}

/** The protocol's own client, which is asked again with the original variables and the `after` of the last event. */
function bare(url: string, key: string): Subscriber {
  const held: Held = new Map();
  let after: string | null = null;
  let stopped = false;
  const socket = createSocket({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { 'x-api-key': key },
    retryAttempts: 0,
  });
  const query = `subscription (${declared}, $after: String) { insightUpdated(${given}, after: $after) { sequence ${selection} } }`;
  const subscribe = () => {
    if (stopped) return;
    socket.subscribe(
      { query, variables: { ...asked, after } },
      {
        next: ({ data }) => {
          const update = (
            data as never as { insightUpdated: { sequence: string; insight: Headline } }
          ).insightUpdated;
          hold(held, update.insight);
          after = update.sequence;
        },
        error: (error) => {
          if (Array.isArray(error)) held.set('ended', JSON.stringify(error));
          else void pause(100).then(subscribe);
        },
        complete: () => void pause(100).then(subscribe),
      },
    );
  };
  subscribe();
  return {
    held,
    stop: () => {
      stopped = true;
      socket.terminate();
    },
  };
}

/** One more commit of Al, and every other time a release. */
function change(directory: string, round: number): void {
  const seconds = now - 20 * DAY + round * DAY;
  const blob = git(directory, ['hash-object', '-w', '--stdin'], `content ${round}\n`);
  const tree = git(directory, ['mktree'], `100644 blob ${blob}\ta.txt\n`);
  const who = `Al <al@x.io> ${seconds} +0000`;
  const parent = git(directory, ['rev-parse', 'main']);
  const content = `tree ${tree}\nparent ${parent}\nauthor ${who}\ncommitter ${who}\n\nChange ${round}\n`;
  const sha = git(directory, ['hash-object', '-t', 'commit', '-w', '--stdin'], content);
  git(directory, ['update-ref', 'refs/heads/main', sha]);
  if (round % 2 === 1) git(directory, ['update-ref', `refs/tags/v1.0.${round}`, sha]);
}

async function begin(postgres: PostgresServer | null) {
  const directory = join(newDirectory(), 'repository');
  const first = { mark: 1, branch: 'main', message: 'First\n', author: 'Al <al@x.io>' };
  writeHistory(directory, {
    commits: [{ ...first, seconds: now - 25 * DAY, parents: [], files: { 'a.txt': '0\n' } }],
  });
  const story = await openStory(
    'EMBEDDED',
    postgres ? { database: { url: postgres.url, directory: null } } : {},
  );
  const integration = await story.connect(directory);
  await story.activate(people);
  await story.save('Organisation', { repositories: anyRepository });
  await story.settle();
  await story.app.recalculation.start();
  const server = await serveApp(story.app);
  const key = await server.key(story.viewer.account, 'VIEWER');
  return { story, directory, integration, server, key };
}

async function answered(server: RealServer, key: string): Promise<Held> {
  const query = `query (${declared}) { insights(${given}) { metric { id } headline { value sampleSize } recalculating } }`;
  const { data } = await server.ask(key, query, asked);
  const held: Held = new Map();
  const insights = (data?.insights ?? []) as (Headline & { recalculating: boolean })[];
  if (!insights.some(({ recalculating }) => recalculating))
    for (const insight of insights) hold(held, insight);
  return held;
}

const sorted = (held: Held) => [...held].sort().join('\n');

/** Waits until every subscriber holds what the server answers. */
async function expectAllEqual(server: RealServer, key: string, all: readonly Subscriber[]) {
  const different = async () => {
    const now = sorted(await answered(server, key));
    return all
      .filter(({ held }) => now === '' || sorted(held) !== now)
      .map(({ held }) => sorted(held));
  };
  await expect.poll(different, { timeout: 60_000, interval: 100 }).toEqual([]);
}

const cuts = fc.array(
  fc.array(fc.record({ after: fc.integer({ min: 1, max: 5 }), arrives: fc.boolean() }), {
    minLength: SUBSCRIBERS,
    maxLength: SUBSCRIBERS,
  }),
  { minLength: ROUNDS, maxLength: ROUNDS },
);

interface Stage {
  readonly story: Story;
  readonly directory: string;
  readonly integration: number;
  readonly server: RealServer;
  readonly key: string;
}

/** Subscribers of both kinds: two whose line is never cut, and one for each of the proxies. */
async function subscribeAll({ server, key }: Stage) {
  const proxies: FrameProxy[] = [];
  const all: Subscriber[] = [own(server.url, key), bare(server.url, key)];
  for (let index = 0; index < SUBSCRIBERS; index += 1) {
    const proxy = await frameProxy(server.url);
    proxies.push(proxy);
    all.push((index % 2 === 0 ? own : bare)(proxy.url, key));
  }
  return { proxies, all };
}

async function play(
  stage: Stage,
  plans: readonly (readonly Cut[])[],
  restart: () => Promise<void>,
): Promise<number> {
  const { story, directory, integration, server, key } = stage;
  const { proxies, all } = await subscribeAll(stage);
  await expectAllEqual(server, key, all);
  for (const [round, plan] of plans.entries()) {
    for (const [index, proxy] of proxies.entries()) proxy.plan(plan[index]!);
    change(directory, round + 1);
    await story.sync(integration);
    if (round % 4 === 1) await restart();
    await expectAllEqual(server, key, all.slice(0, 2));
    for (const proxy of proxies) proxy.cutAnyway();
    await expectAllEqual(server, key, all);
  }
  for (const { stop } of all) stop();
  await Promise.all(proxies.map((proxy) => proxy.close()));
  return proxies.reduce((sum, proxy) => sum + proxy.cuts(), 0);
}

describe.each([
  ['the embedded database', 0],
  ['PostgreSQL, which crashes meanwhile', 3],
] as const)('on %s', (_name, crashes) => {
  let postgres: PostgresServer | null = null;
  let stage: Stage;
  beforeAll(async () => {
    if (crashes > 0) postgres = await startPostgres();
    afterAll(() => postgres?.stop());
    stage = await begin(postgres);
  }, 240_000);

  async function restart(server: PostgresServer): Promise<void> {
    await server.crash();
    const { status, headers } = await fetch(`${stage.server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': stage.key },
      body: JSON.stringify({ query: '{ viewer { role } }' }),
    });
    expect([status, Number(headers.get('retry-after')) > 0]).toEqual([503, true]);
    await server.start();
  }

  test('a subscriber cut off after any message ends equal to one that never was', {
    timeout: 900_000,
  }, async () => {
    const [plans] = fc.sample(cuts, 1);
    const cut = await play(stage, plans!, async () => {
      if (postgres) await restart(postgres);
    });
    expect(cut).toBe(ROUNDS * SUBSCRIBERS);
  });
});
