import { describe, expect, test } from 'vitest';
import { encodeNodeId } from '../../src/graph/node-id.js';
import { custom } from '../../src/providers/custom/index.js';
import { openInbox } from '../ingestion/inbox/open-inbox.js';
import { webhookTool } from '../ingestion/inbox/webhook-tool.js';
import { serveApp } from '../server/real-server.js';
import { openStory } from '../story/open-story.js';

const LOOK = /* GraphQL */ `query ($status: DeliveryStatus, $after: Cursor) {
  integrations(first: 50) {
    nodes {
      webhookUrl health
      inbox(first: 2, after: $after, status: $status) {
        totalCount pageInfo { hasNextPage endCursor }
        nodes { id delivery event bytes status reason attempts receivedAt nextAt processedAt }
      }
      inboxCounts { status count }
    }
  }
}`;
const REDELIVER = /* GraphQL */ `mutation ($input: RedeliverInput!) {
  redeliver(input: $input) { redelivered integration { id } userErrors { code } }
}`;

interface Delivery {
  readonly id: string;
  readonly delivery: string;
}
interface Looked {
  readonly webhookUrl: string | null;
  readonly health: string;
  readonly inbox: {
    readonly totalCount: number;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
    readonly nodes: readonly Delivery[];
  };
  readonly inboxCounts: readonly { readonly status: string; readonly count: number }[];
}

describe('the inbox in the API', () => {
  test('lists what came in, says what is dead, and has it tried again', async () => {
    const inbox = await openInbox('EMBEDDED');
    const { server, story, number } = inbox;
    const admin = await server.key(story.viewer.account, 'ADMIN');
    const viewer = await server.key(story.viewer.account, 'VIEWER');
    const look = async (key: string, variables: object = {}) => {
      const { data, errors } = await server.ask(key, LOOK, variables);
      expect(errors).toBeUndefined();
      return (data as { integrations: { nodes: Looked[] } }).integrations.nodes[0]!;
    };
    await inbox.send('one', { ignored: 'Nothing.' });
    await inbox.send('two', 'no JSON');
    await inbox.send('three', { ignored: 'Nothing again.' });
    await inbox.process();

    const all = await look(admin);
    expect(`${server.url}${all.webhookUrl}`).toBe(inbox.address);
    expect(all.health).toBe('NEEDS_ATTENTION');
    expect(all.inbox.totalCount).toBe(3);
    expect(all.inbox.nodes.map(({ delivery }) => delivery)).toEqual(['three', 'two']);
    const after = all.inbox.pageInfo.endCursor;
    expect((await look(admin, { after })).inbox.nodes).toMatchObject([
      { delivery: 'one', event: 'changed', status: 'IGNORED', reason: 'Nothing.', attempts: 1 },
    ]);
    expect(all.inboxCounts).toEqual([
      ...[{ status: 'PENDING', count: 0 }],
      ...[{ status: 'DONE', count: 0 }],
      ...[{ status: 'IGNORED', count: 2 }],
      ...[{ status: 'DEAD', count: 1 }],
    ]);

    const dead = (await look(viewer, { status: 'DEAD' })).inbox;
    expect(dead).toMatchObject({ totalCount: 1, nodes: [{ delivery: 'two', nextAt: null }] });
    expect((await look(viewer)).webhookUrl).toBeNull();
    const [{ id: delivery }] = dead.nodes as [Delivery];
    const integration = encodeNodeId('Integration', number);
    expect((await server.ask(viewer, REDELIVER, { input: { delivery } })).errors).toMatchObject([
      { extensions: { code: 'FORBIDDEN' } },
    ]);
    const answer = { redelivered: 1, integration: { id: integration }, userErrors: [] };
    for (const input of [{ delivery }, { integration }]) {
      expect((await server.ask(admin, REDELIVER, { input })).data).toEqual({ redeliver: answer });
      await inbox.process();
    }
    const both = await server.ask(admin, REDELIVER, { input: { delivery, integration } });
    expect(both.errors).toHaveLength(1);
  });

  test('costs the same statements for many integrations as for one', async () => {
    let statements = 0;
    const story = await openStory('EMBEDDED', {
      database: { onStatement: () => statements++ },
      providers: [webhookTool, custom],
    });
    const { app, viewer } = story;
    const server = await serveApp(app);
    const key = await server.key(viewer.account, 'ADMIN');
    const count = async () => {
      statements = 0;
      expect((await server.ask(key, LOOK)).errors).toBeUndefined();
      return statements;
    };
    const connect = (place: string) =>
      app.ingestion.connect(viewer, { provider: webhookTool.id, name: null, settings: { place } });
    await connect('0');
    await count();
    const one = await count();
    for (let place = 1; place < 20; place += 1) await connect(String(place));
    expect(await count()).toBe(one);
  });
});
