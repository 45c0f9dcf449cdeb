import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { readEnvironment } from '../../src/env.js';
import { startPostgres } from '../storage/postgres-server.js';

const root = join(import.meta.dirname, '../..');
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly scripts: Readonly<Record<'start' | 'insights', string>>;
};

/** Returns what node is given by a script of the package, which begins with `exec node`. */
const givenTo = (script: keyof typeof scripts): string[] => scripts[script].split(' ').slice(2);

/** The flags with which `npm start` starts the server. */
export const serverFlags = givenTo('start').filter((word) => word.startsWith('--'));

export interface Served {
  readonly process: ChildProcess;
  readonly url: string;
  /** A key of an administrator of the demo company. */
  readonly admin: string;
  stop(): Promise<void>;
}
type Variables = Readonly<Record<string, string>>;

function environmentOf(directory: string, more: Variables) {
  const { PATH, HOME } = readEnvironment().variables;
  const own = { DATA_DIR: directory, PORT: '0', HOST: '127.0.0.1' };
  return { PATH, HOME, CI: '1', LOG_LEVEL: 'error', ...own, ...more };
}

async function command(given: readonly string[], env: object): Promise<string> {
  const program = [...givenTo('insights'), ...given];
  const { stdout } = await promisify(execFile)(process.execPath, program, {
    ...{ cwd: root, env: { ...env }, maxBuffer: 2 ** 26 },
  });
  return stdout;
}

/** Starts the server; resolves once it takes traffic. */
async function start(env: object): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, givenTo('start'), {
    ...{ cwd: root, env: { ...env }, stdio: ['ignore', 'pipe', 'inherit'] },
  });
  let written = '';
  child.stdout!.on('data', (chunk: Buffer) => {
    written += chunk.toString();
  });
  for (;;) {
    const [, url] = /GraphiQL: (http:\/\/[^\s/]+)\//.exec(written) ?? [];
    if (url && (await fetch(`${url}/readyz`)).ok) return { child, url };
    if (child.exitCode !== null) throw new Error(`The server has ended: ${written}`);
    await pause(200);
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode === null) {
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
}

/** Starts a server on the data that are there. */
export async function serve(directory: string, more: Variables): Promise<Omit<Served, 'admin'>> {
  const { child, url } = await start(environmentOf(directory, more));
  return { process: child, url, stop: () => end(child) };
}

/** The demo company, calculated, behind a server of its own. */
async function serveDemo(more: Variables): Promise<Served> {
  const directory = mkdtempSync(join(tmpdir(), 'insights-flood-'));
  const env = environmentOf(directory, more);
  await command(['demo'], env);
  const create = ['key', 'create', 'bench', '--role', 'ADMIN', '--account', 'Demo'];
  const admin = (await command(create, env)).trim();
  const { child, url } = await start(env);
  const stop = async () => {
    await end(child);
    rmSync(directory, { recursive: true, force: true });
  };
  return { process: child, url, admin, stop };
}

/** The same in the embedded database. */
export const serveEmbedded = (): Promise<Served> => serveDemo({});

/** The same in a PostgreSQL of its own. */
export async function servePostgres(): Promise<Served> {
  const postgres = await startPostgres();
  const served = await serveDemo({ DATABASE_URL: postgres.url });
  const stop = async () => {
    await served.stop();
    await postgres.stop();
  };
  return { ...served, stop };
}

/** Megabytes that a process holds, and of them those that JavaScript uses. */
export interface Memory {
  readonly resident: number;
  readonly used: number;
}

export function residentOf({ pid }: ChildProcess): number {
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}

const TICKS_A_SECOND = 100;

/** Milliseconds of processor that a process has taken, in steps of ten. */
export function processorOf({ pid }: ChildProcess): number {
  const [, after] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
  const [user, system] = after!.split(' ').slice(11, 13).map(Number);
  return ((user! + system!) * 1000) / TICKS_A_SECOND;
}

/** Reads the memory from outside, and from the metrics of the server what is in use. */
export async function memoryOf({ process: child, url }: Served): Promise<Memory> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const bytes = (name: string) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
  const used = bytes('nodejs_heap_size_used_bytes') + bytes('nodejs_external_memory_bytes');
  return { resident: residentOf(child), used: used / 2 ** 20 };
}
