import { createClient } from 'graphql-ws';
import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { github } from '../../../src/providers/github/index.js';
import { type RealServer, serveApp } from '../../server/real-server.js';
import { databaseKinds } from '../../storage/databases.js';
import { openStory, type Story } from '../../story/open-story.js';
import { generateWorld } from '../play/github/generated/generate.js';
import type { GithubServer } from '../play/github/start.js';
import { type DeliveryOptions, deliver, viewOf } from '../play/github/webhooks/deliver.js';
import { type Payload, payloads } from '../play/github/webhooks/payloads.js';
import type { PullRequest } from '../play/github/world/records.js';
import { fullNameOf, type Repository } from '../play/github/world/world.js';
import { useGithub } from '../play/use-github.js';

const SECRET = 'the secret of the webhook of the shop';
const MINUTE = 60_000;

const WATCH = /* GraphQL */ `subscription {
  insightUpdated(scope: { path: "Organisation" }, metrics: [PR_VELOCITY_PER_DEVELOPER], range: { last: { count: 4, unit: WEEK } }) {
    insight { headline { value numerator denominator } }
  }
}`;
interface Headline {
  readonly value: number;
  readonly numerator: number;
  readonly denominator: number;
}
interface Heard {
  readonly insightUpdated: { readonly insight: { readonly headline: Headline } };
}

/** Pull requests of people that are open. */
const openOf = ({ content }: Repository): readonly PullRequest[] =>
  content
    .numbersOf('pullRequests')
    .map((number) => content.pullRequest(number)!)
    .filter(({ state, author }) => state === 'OPEN' && author?.kind === 'User');

/** A team of the authors that owns the repository. Returns how many they are. */
async function addTeam(
  story: Story,
  repository: Repository,
  pullRequests: readonly PullRequest[],
): Promise<number> {
  const authors = new Set(pullRequests.map(({ author }) => author!));
  const rows = [...authors].map(
    ({ id, login, email }) =>
      `${login},${email ?? `${id}+${login}@users.noreply.127.0.0.1`},boss@example.com`,
  );
  await story.activate(
    ['Name,Email,Manager Email', 'Boss,boss@example.com,', ...rows, ''].join('\n'),
  );
  const values = [fullNameOf(repository)];
  await story.save('Organisation', {
    repositories: [{ property: 'repository', operator: 'EQUALS', values }],
  });
  await story.settle();
  return authors.size;
}

/** Subscribes to the team and collects each headline as it comes. */
async function subscribe({ viewer }: Story, server: RealServer) {
  const heard: Headline[] = [];
  const client = createClient({
    url: `${server.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { 'x-api-key': await server.key(viewer.account, 'VIEWER') },
  });
  client.subscribe<Heard>(
    { query: WATCH },
    {
      next: ({ data }) => {
        if (data) heard.push(data.insightUpdated.insight.headline);
      },
      error: () => undefined,
      complete: () => undefined,
    },
  );
  await expect.poll(() => heard.length, { timeout: 20_000 }).toBeGreaterThan(0);
  return { heard, stop: () => client.dispose() };
}

/** The person merges a pull request. Returns what GitHub then sends. */
function merge(server: GithubServer, repository: Repository, { number }: PullRequest): Payload {
  const at = Date.now() - MINUTE;
  const merged = server.world.changePullRequest(repository, number, at, (one) => {
    one.state = 'MERGED';
    one.isDraft = false;
    one.mergedAt = at;
    one.closedAt = at;
    one.mergedBy = one.author;
  });
  return payloads.pullRequest('closed', merged, repository, viewOf(server));
}

async function connect({ app, viewer, sync }: Story, served: RealServer, server: GithubServer) {
  const { url: baseUrl, token, world } = server;
  const { login: organizations } = world.organization;
  const settings = { baseUrl, token, organizations, webhookSecret: SECRET };
  const { number } = await app.ingestion.connect(viewer, {
    ...{ provider: github.id, name: null, settings },
  });
  await sync(number);
  const [path] = await app.ingestion.webhookPaths(viewer, [number]);
  return { address: `${served.url}${path}` };
}

const rowsOf = ({ app, viewer }: Story, sql: string): Promise<readonly object[]> =>
  app.database.read(viewer.account, (session) => session.query(sql));

describe.each(databaseKinds)('a webhook of GitHub, in the %s database,', (kind) => {
  it('reaches a subscriber with the right value, once, and only where its signature is right', async () => {
    const world = generateWorld({ pullRequests: 60, repositories: 2, now: Date.now() - MINUTE });
    const server = await useGithub({ world, limits: 'OFF' });
    const [repository] = world.repositories;
    const open = openOf(repository!).slice(0, 3);
    expect(open.length).toBeGreaterThan(1);
    const story = await openStory(kind, {
      ...{ providers: [github], allowedPrivateHosts: ['127.0.0.1'] },
    });
    const served = await serveApp(story.app);
    const { address } = await connect(story, served, server);
    const developers = await addTeam(story, repository!, open);
    await story.app.start();
    const { heard, stop } = await subscribe(story, served);
    const { numerator: before } = heard.at(-1)!;
    const bodies = open.map((one) => merge(server, repository!, one));
    const send = (index: number, options: DeliveryOptions) =>
      deliver(bodies[index]!, { address, secret: SECRET }, options);

    const signatures = [null, '', 'sha256=00', `sha256=${'0'.repeat(64)}`];
    for (const signature of signatures)
      expect(await send(0, { id: 'refused', signature })).toBe(401);
    expect(await deliver(bodies[0]!, { address, secret: 'guessed' }, { id: 'refused' })).toBe(401);
    expect(await rowsOf(story, 'select 1 from inbox_delivery')).toEqual([]);

    const thrice = bodies.flatMap((_, index) => [index, index, index]);
    const shuffled = thrice.map((_, at) => thrice[(at * 5) % thrice.length]!);
    for (const index of shuffled)
      expect([200, 202]).toContain(await send(index, { id: `merge ${index}` }));
    const all = { timeout: 30_000 };
    await expect.poll(() => heard.at(-1)?.numerator, all).toBe(before + open.length);
    const { value, numerator, denominator } = heard.at(-1)!;
    expect(value).toBeCloseTo(numerator / denominator, 10);
    expect(denominator / developers).toBeGreaterThan(0.5);

    for (const id of ['merge 0', 'under another id']) expect(await send(0, { id })).toBe(200);
    const once = bodies.map((_, index) => ({ delivery: `merge ${index}`, status: 'DONE' }));
    const kept = 'select delivery, status from inbox_delivery order by delivery';
    await expect.poll(() => rowsOf(story, kept), all).toEqual(once);
    await story.settle();
    expect(Math.max(...heard.map((one) => one.numerator))).toBe(before + open.length);
    expect(await rowsOf(story, 'select 1 as run from sync_run')).toEqual([{ run: 1 }]);
    await stop();
  });
});
