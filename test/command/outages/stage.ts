import { expect } from 'vitest';
import { operator } from '../../../src/directory/context.js';
import { readOperations } from '../../../src/server/operations.js';
import { generateWorld } from '../../providers/play/github/generated/generate.js';
import { startGithub } from '../../providers/play/github/start.js';
import { fullNameOf } from '../../providers/play/github/world/world.js';
import { type HangingProxy, startHangingProxy } from '../../server/hanging-proxy.js';
import { anyRepository, openStory, type Story } from '../../story/open-story.js';
import { address, ask, launch, newFolder, type Running } from '../program.js';
import { type Cluster, startCluster } from './cluster.js';
import { SHOP, type Target, type Tool } from './load.js';

const PEOPLE = 'name,email,manager email\nEve,eve@x.io,\nBo,bo@x.io,eve@x.io\nAl,al@x.io,bo@x.io\n';
const SECRET = 'the secret of the webhooks of the shop';
/** Between two answers of the tool, so that a sync takes a while. */
const SLOW_MILLISECONDS = 150;

export interface Stage {
  readonly cluster: Cluster;
  readonly proxy: HangingProxy;
  /** The same database without a server before it. */
  readonly story: Story;
  readonly servers: readonly Running[];
  readonly targets: readonly Target[];
  readonly tool: Tool;
}

/** Connects a small company's GitHub by way of a server. */
async function connectTool({ url, key }: Target): Promise<Tool> {
  const world = generateWorld({ pullRequests: 40, repositories: 1, now: Date.now() - 60_000 });
  const slow = { kind: 'SLOW', milliseconds: SLOW_MILLISECONDS } as const;
  const faults = [{ effect: slow, times: Number.POSITIVE_INFINITY }];
  const github = await startGithub({ world, faults, limits: 'OFF' });
  const settings = Object.entries({
    ...{ baseUrl: github.url, token: github.token, webhookSecret: SECRET },
    repositories: fullNameOf(world.repositories[0]!),
  }).map(([name, value]) => ({ key: name, value }));
  const documents = await readOperations();
  const connect = documents.find(({ name }) => name.includes('connect-a-tool'))!;
  const { body } = await ask(url, key, connect.query, { provider: 'GITHUB', settings });
  const { integration } = (body.data as never as { connectIntegration: { integration: never } })
    .connectIntegration as { integration: { id: string; webhookUrl: string } };
  const path = new URL(integration.webhookUrl, url).pathname;
  return { github, integration: integration.id, path, secret: SECRET };
}

async function prepare(story: Story): Promise<string> {
  const { app, viewer } = story;
  await story.activate(PEOPLE);
  await story.save('Organisation', { repositories: anyRepository });
  await app.ingestion.ingest(viewer, { source: 'Load', lines: [SHOP] });
  const { secret } = await app.directory.keys.create(operator(viewer.account), {
    ...{ name: 'Load', role: 'ADMIN', reveals: true, expiresAt: null },
  });
  return secret;
}

/** Three servers over one PostgreSQL; the last of them reaches it through a proxy. */
export async function openStage(atEnd: (end: () => Promise<unknown>) => void): Promise<Stage> {
  const cluster = await startCluster();
  atEnd(() => cluster.stop());
  const proxy = await startHangingProxy(cluster.url);
  atEnd(() => proxy.stop());
  const story = await openStory('EMBEDDED', { database: { url: cluster.url, directory: null } });
  const key = await prepare(story);
  const shared = {
    ...{ PORT: '0', ALLOW_PRIVATE_HOSTS: '127.0.0.1' },
    INSIGHTS_SECRET_KEYS: `one:${Buffer.alloc(32, 7).toString('base64')}`,
  };
  const servers = [cluster.url, cluster.url, proxy.url].map((DATABASE_URL) =>
    launch(['serve', '--empty'], { ...shared, DATABASE_URL, DATA_DIR: newFolder() }),
  );
  atEnd(async () => {
    for (const { process } of servers) process.kill('SIGKILL');
    await Promise.all(servers.map(({ ended }) => ended));
  });
  const urls = await Promise.all(servers.map(async (server) => (await address(server)).url));
  const targets = urls.map((url) => ({ url, key }));
  const tool = await connectTool(targets[0]!);
  atEnd(() => tool.github.close());
  expect(tool.path).toMatch(/^\/webhooks\//);
  return { cluster, proxy, story, servers, targets, tool };
}
