import { pino } from 'pino';
import { createApp } from '../../../src/app.js';
import { operator } from '../../../src/directory/context.js';
import { createSchema } from '../../../src/graph/schema.js';
import { custom } from '../../../src/providers/custom/index.js';
import { startServer } from '../../../src/server/server.js';
import { SECRET } from './send-webhook.js';
import { webhookTool } from './webhook-tool.js';

/** The input that a process is started with. */
export interface ProcessInput {
  readonly url: string | null;
  readonly dataDirectory: string;
  readonly vendor: string;
}

/** Serves an app with one integration that takes webhooks, works in the background, and prints its addresses and a key. */
async function serve({ url, dataDirectory, vendor }: ProcessInput): Promise<void> {
  const app = await createApp({
    database: { url, directory: `${dataDirectory}/database` },
    ...{ dataDirectory, providers: [webhookTool, custom], allowedPrivateHosts: ['127.0.0.1'] },
    secretKeys: [{ id: 'test', bytes: new Uint8Array(32).fill(7) }],
  });
  const [known] = await app.database.accounts();
  const viewer = operator(known?.id ?? (await app.directory.account.create('Killed')));
  const settings = { place: 'here', vendor, secret: SECRET };
  const input = { provider: webhookTool.id, name: null, settings };
  const { number } = await app.ingestion.connect(viewer, input);
  const [path] = await app.ingestion.webhookPaths(viewer, [number]);
  const given = { name: 'Admin', role: 'ADMIN', reveals: true, expiresAt: null } as const;
  const { secret } = await app.directory.keys.create(viewer, given);
  const server = await startServer({
    services: app.services,
    schema: await createSchema(),
    environment: { host: '127.0.0.1', port: 0, corsOrigins: [] },
    log: pino({ level: 'silent' }),
    ready: app.ready,
  });
  await app.start();
  process.stdout.write(`${JSON.stringify({ url: server.url, path, key: secret })}\n`);
}

await serve(JSON.parse(process.argv[2] ?? '') as ProcessInput);
