import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import {
  address,
  ask,
  LONG,
  launch,
  newDataFolder,
  newFolder,
  type Running,
} from '../../command/program.js';
import { type PlantedTool, playTools } from './planted-tools.js';

const place = newFolder();
let server: Running;
afterAll(() => {
  server.process.kill('SIGKILL');
  rmSync(place, { recursive: true, force: true });
});

type Given = Readonly<Record<string, string>>;

/** Written as somebody types it, with the secrets in the document itself. */
const connectDocument = (provider: string, settings: Given): string => {
  const all = Object.entries(settings).map(
    ([key, value]) => `{ key: "${key}", value: ${JSON.stringify(value)} }`,
  );
  return `mutation { connectIntegration(input: { provider: ${provider}, settings: [${all.join(' ')}] }) {
    integration { id webhookUrl } userErrors { message } } }`;
};
const ROTATE = `mutation ($id: ID!, $settings: [IntegrationSettingInput!]!) {
  rotateCredential(input: { integration: $id, settings: $settings }) { userErrors { message } } }`;
const SYNC =
  'mutation ($id: ID!) { syncIntegration(input: { integration: $id }) { userErrors { message } } }';
const LOOK =
  '{ integrations { nodes { nextAt lastRun { status } inbox { nodes { status } } } } viewer { name } }';

interface Connected {
  readonly connectIntegration: {
    readonly integration: { readonly id: string; readonly webhookUrl: string };
  };
}
interface Looked {
  readonly integrations: {
    readonly nodes: readonly {
      readonly nextAt: string | null;
      readonly lastRun: { readonly status: string } | null;
      readonly inbox: { readonly nodes: readonly { readonly status: string }[] };
    }[];
  };
}

const listed = (settings: Given) =>
  Object.entries(settings).map(([key, value]) => ({ key, value }));

/** The heap of the server as V8 writes it, after a collection of garbage. */
async function heapOf({ process: child }: Running): Promise<Buffer> {
  child.kill('SIGUSR2');
  const files = () => readdirSync(place).filter((name) => name.endsWith('.heapsnapshot'));
  await expect.poll(files, { timeout: LONG, interval: 100 }).toHaveLength(1);
  const read = () => readFileSync(join(place, files()[0]!));
  // The end of the strings is the end of the file.
  await expect
    .poll(() => read().subarray(-16).toString().trimEnd().endsWith(']}'), {
      ...{ timeout: LONG, interval: 500 },
    })
    .toBe(true);
  return read();
}

it(
  'no secret is in the memory of a server that has connected, read, and taken webhooks',
  async () => {
    const tools = await playTools();
    server = launch(['serve', '--empty'], {
      ...{ DATA_DIR: await newDataFolder(place), PORT: '0', ALLOW_PRIVATE_HOSTS: '127.0.0.1' },
      NODE_OPTIONS: `--heapsnapshot-signal=SIGUSR2 --diagnostic-dir=${place}`,
    });
    const { url, key } = await address(server);
    const use = async ({ provider, settings, send }: PlantedTool): Promise<void> => {
      const connected = await ask(url, key, connectDocument(provider.id, settings));
      const { integration } = (connected.body.data as never as Connected).connectIntegration;
      expect(await send(`${url}${integration.webhookUrl}`, 'seen')).toBe(202);
      const secrets = provider.settings.fields.filter(({ secret }) => secret);
      const again = Object.fromEntries(
        secrets.flatMap((field) =>
          settings[field.key] ? [[field.key, settings[field.key]!]] : [],
        ),
      );
      await ask(url, key, ROTATE, { id: integration.id, settings: listed(again) });
      await ask(url, key, SYNC, { id: integration.id });
    };
    for (const tool of tools) await use(tool);
    const look = async () => {
      const { body } = await ask(url, key, LOOK);
      return (body.data as never as Looked).integrations.nodes.map(({ nextAt, lastRun, inbox }) => {
        const isIdle = Date.parse(nextAt ?? '') > Date.now();
        return [isIdle, lastRun?.status, ...inbox.nodes.map(({ status }) => status)].join(' ');
      });
    };
    await expect
      .poll(look, { timeout: LONG, interval: 250 })
      .toEqual(tools.map(() => 'true SUCCEEDED DONE'));
    const heap = await heapOf(server);

    expect(heap.includes('harbour-works')).toBe(true);
    const found = [...new Set(tools.flatMap(({ secrets }) => secrets))].filter((secret) =>
      heap.includes(secret),
    );
    expect(found).toEqual([]);
  },
  LONG,
);
