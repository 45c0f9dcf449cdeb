import { createClient } from 'graphql-ws';
import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { emptyTeamSettings } from '../../../src/model/team.js';
import { jira } from '../../../src/providers/jira/index.js';
import { type RealServer, serveApp } from '../../server/real-server.js';
import { databaseKinds } from '../../storage/databases.js';
import { openStory, type Story } from '../../story/open-story.js';
import { transition } from '../play/jira/mutations.js';
import type { Issue, World } from '../play/jira/types.js';
import { playing } from './support.js';

const SECRET = 'the secret of the webhook of the shop';
const MINUTE = 60_000;

const WATCH = /* GraphQL */ `subscription {
  insightUpdated(scope: { path: "Organisation" }, metrics: [WORK_COMPLETED_PER_DEVELOPER], range: { last: { count: 30, unit: WEEK } }) {
    insight { headline { numerator } }
  }
}`;
interface Heard {
  readonly insightUpdated: { readonly insight: { readonly headline: { numerator: number } } };
}

interface Shown {
  readonly emailAddress?: string;
  readonly accountType?: string;
  readonly statusCategory?: { readonly key: string };
}
const shown = ({ fields }: Issue, field: string): Shown => fields[field] as Shown;

/** Issues of the shop that are not done, and that a person has who shows an address. */
const openOf = ({ issues }: World): readonly Issue[] =>
  [...issues.values()].filter(
    (issue) =>
      issue.key.startsWith('SHOP-') &&
      shown(issue, 'status').statusCategory?.key !== 'done' &&
      shown(issue, 'assignee').accountType !== 'app' &&
      shown(issue, 'assignee').emailAddress,
  );

async function addTeam(story: Story, { users }: World): Promise<void> {
  const rows = users.flatMap(({ displayName, emailAddress }) =>
    emailAddress === '' ? [] : [`${displayName},${emailAddress},boss@example.com`],
  );
  await story.activate(
    ['Name,Email,Manager Email', 'Boss,boss@example.com,', ...rows, ''].join('\n'),
  );
  const projects = [{ property: 'project', operator: 'EQUALS' as const, values: ['SHOP'] }];
  await story.save('Organisation', {
    issueManagement: { ...emptyTeamSettings.issueManagement, projects },
  });
  await story.settle();
}

async function subscribe({ viewer }: Story, server: RealServer) {
  const heard: number[] = [];
  const client = createClient({
    url: `${server.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { 'x-api-key': await server.key(viewer.account, 'VIEWER') },
  });
  client.subscribe<Heard>(
    { query: WATCH },
    {
      next: ({ data }) => {
        if (data) heard.push(data.insightUpdated.insight.headline.numerator);
      },
      error: () => undefined,
      complete: () => undefined,
    },
  );
  await expect.poll(() => heard.length, { timeout: 20_000 }).toBeGreaterThan(0);
  return { heard, stop: () => client.dispose() };
}

describe.each(databaseKinds)('a webhook of Jira, in the %s database,', (kind) => {
  it('reaches a subscriber with the right value, once, and only where its signature is right', async () => {
    const server = await playing({ now: Date.now() - MINUTE });
    const story = await openStory(kind, {
      ...{ providers: [jira], allowedPrivateHosts: ['127.0.0.1'] },
    });
    const { app, viewer } = story;
    const served = await serveApp(app);
    const { number } = await app.ingestion.connect(viewer, {
      ...{ provider: jira.id, name: null },
      settings: { ...server.settings, webhookSecret: SECRET },
    });
    await story.sync(number);
    const [path] = await app.ingestion.webhookPaths(viewer, [number]);
    await addTeam(story, server.world);
    await app.start();
    const { heard, stop } = await subscribe(story, served);
    const before = heard.at(-1)!;
    const open = openOf(server.world).slice(0, 3);
    expect(open.length).toBeGreaterThan(1);
    const bodies = open.map(({ id, key }) => {
      transition(server.world, id, '10002');
      return {
        webhookEvent: 'jira:issue_updated',
        timestamp: server.world.now,
        issue: { id, key },
      };
    });
    const address = `${served.url}${path}`;
    expect(await server.deliver(address, 'guessed', bodies[0])).toBe(401);
    for (const body of [...bodies, ...bodies.toReversed()])
      expect([200, 202]).toContain(await server.deliver(address, SECRET, body));
    await expect.poll(() => heard.at(-1), { timeout: 30_000 }).toBe(before + open.length);
    await story.settle();
    expect(Math.max(...heard)).toBe(before + open.length);
    await stop();
  });
});
