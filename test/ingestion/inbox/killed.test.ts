import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readEnvironment } from '../../../src/env.js';
import {
  administer,
  type DatabaseKind,
  databaseKinds,
  newPostgresUrl,
} from '../../storage/databases.js';
import { newDirectory } from '../../story/open-story.js';
import { UNOPTIMISED } from '../../unoptimised.js';
import type { ProcessInput } from './inbox-process.js';
import { deployment } from './open-inbox.js';
import { sendWebhook } from './send-webhook.js';
import { startVendor } from './tool-vendor.js';

const LONG = 120_000;
const ASK =
  '{ integrations { nodes { inbox { nodes { delivery status } } } } services { nodes { name } } }';

interface Serving {
  readonly process: ChildProcess;
  readonly url: string;
  readonly path: string;
  readonly key: string;
}
interface Found {
  readonly integrations: {
    readonly nodes: readonly {
      readonly inbox: {
        readonly nodes: readonly { readonly delivery: string; readonly status: string }[];
      };
    }[];
  };
  readonly services: { readonly nodes: readonly { readonly name: string }[] };
}

const started: ChildProcess[] = [];
afterAll(() => {
  for (const child of started) child.kill('SIGKILL');
});

/** The program as a process of its own. */
async function serve(input: ProcessInput): Promise<Serving> {
  const { PATH, HOME } = readEnvironment().variables;
  const script = join(import.meta.dirname, 'inbox-process.ts');
  const child = spawn(
    process.execPath,
    [...UNOPTIMISED, '--import', 'tsx', script, JSON.stringify(input)],
    {
      cwd: join(import.meta.dirname, '../../..'),
      env: { PATH, HOME },
    },
  );
  started.push(child);
  const written: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => written.push(String(chunk)));
  const ended = once(child, 'close').then(() => {
    throw new Error(`It ended: ${written.join('')}`);
  });
  ended.catch(() => undefined);
  const [line] = (await Promise.race([once(child.stdout, 'data'), ended])) as [Buffer];
  return { process: child, ...(JSON.parse(String(line)) as Omit<Serving, 'process'>) };
}

async function kill({ process: child }: Serving): Promise<void> {
  const ended = once(child, 'close');
  child.kill('SIGKILL');
  await ended;
}

async function look({ url, key }: Serving) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': key },
    body: JSON.stringify({ query: ASK }),
  });
  const { data } = (await response.json()) as { data: Found };
  return {
    inbox: data.integrations.nodes.flatMap(({ inbox }) => inbox.nodes),
    services: data.services.nodes.map(({ name }) => name).sort(),
  };
}

async function inputOf(kind: DatabaseKind, vendor: string): Promise<ProcessInput> {
  const url = kind === 'POSTGRESQL' ? await newPostgresUrl() : null;
  return { url, dataDirectory: newDirectory(), vendor };
}

describe.each(databaseKinds)('a process that is killed, in the %s database,', (kind) => {
  it('loses no webhook that it answered', { timeout: LONG }, async () => {
    const vendor = await startVendor();
    const input = await inputOf(kind, vendor.url);
    const first = await serve(input);
    const address = `${first.url}${first.path}`;
    const lineOf = (service: string) => deployment(service, { services: [service] });
    // It is killed while it waits for what the first webhook points at, right after it answered the second.
    vendor.things.set('thing', 'SILENCE');
    expect(await sendWebhook(address, 'worked on', { points: ['thing'] })).toMatchObject({
      status: 202,
    });
    await expect.poll(() => vendor.asked, { timeout: LONG }).toContain('thing');
    const second = { lines: [lineOf('held')] };
    expect(await sendWebhook(address, 'answered', second)).toMatchObject({ status: 202 });
    await kill(first);

    vendor.things.set('thing', [lineOf('pointed')]);
    // Only its silence shows other machines that it is dead: a minute of it is put into its past here.
    if (input.url !== null)
      await administer(
        input.url,
        "update inbox_delivery set held_until = held_until - interval '1 minute'",
      );
    const next = await serve(input);
    await expect
      .poll(async () => (await look(next)).inbox, { timeout: LONG, interval: 50 })
      .toEqual([
        { delivery: 'answered', status: 'DONE' },
        { delivery: 'worked on', status: 'DONE' },
      ]);
    expect((await look(next)).services).toEqual(['held', 'pointed']);
    expect(await sendWebhook(`${next.url}${next.path}`, 'answered', second)).toMatchObject({
      status: 200,
    });
    await kill(next);
  });
});
