import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { findProgram } from '../../.program/find-program.js';
import { readEnvironment } from '../../src/env.js';
import { postgresUrl } from '../storage/postgres-url.js';
import { copyEmbeddedTemplateTo } from '../storage/template.js';
import { UNOPTIMISED } from '../unoptimised.js';

/** Milliseconds for laws that start processes, on a machine that does much else. */
export const LONG = 300_000;

const root = join(import.meta.dirname, '../..');
const { folder, compiled } = await findProgram();
const program = join(folder, 'src/command/index.js');

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}
/** The program as a process of its own, as somebody would start it. */
export interface Running {
  readonly process: ChildProcess;
  readonly ended: Promise<Ended>;
  /** The first match in what it wrote so far or writes within a minute; rejects where it ends before. */
  says(pattern: RegExp): Promise<RegExpExecArray>;
}

export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'insights-'));

/** Returns a data folder below the place whose database is migrated and empty, for laws that are not about a first start. */
export async function newDataFolder(place: string): Promise<string> {
  const folder = join(place, 'data');
  await copyEmbeddedTemplateTo(join(folder, 'database'));
  return folder;
}

export function launch(
  given: readonly string[],
  environment: Readonly<Record<string, string>>,
): Running {
  const { PATH, HOME } = readEnvironment().variables;
  const quiet = { CI: '1', NO_COLOR: '1', HOST: '127.0.0.1', LOG_LEVEL: 'warn' };
  const base = { PATH, HOME, TMPDIR: tmpdir(), ...quiet };
  const child = spawn(process.execPath, [...UNOPTIMISED, program, ...given], {
    cwd: root,
    env: { ...base, NODE_COMPILE_CACHE: compiled, ...environment },
  });
  const written = { stdout: '', stderr: '' };
  const listeners = new Set<() => void>();
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].on('data', (chunk: Buffer) => {
      written[stream] += chunk.toString();
      for (const listener of listeners) listener();
    });
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code) => resolve({ code, ...written }));
  });
  const says = (pattern: RegExp) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      const look = () => {
        const found = pattern.exec(written.stdout) ?? pattern.exec(written.stderr);
        if (found) resolve(found);
      };
      listeners.add(look);
      look();
      void ended.then(({ stdout, stderr }) =>
        reject(new Error(`It ended without ${pattern}:\n${stdout}${stderr}`)),
      );
    });
  return { process: child, ended, says };
}

export const run = (given: readonly string[], environment: Readonly<Record<string, string>>) =>
  launch(given, environment).ended;

/** The address of a server that was started, and its admin key where it printed one. */
export async function address(server: Running): Promise<{ url: string; key: string }> {
  const [, key = '', url = ''] = await server.says(
    /(?:Admin key, shown this once: (\S+)\s+)?GraphiQL: (http:\/\/[^\s/]+)\/(?:#key=\S+)?\s/,
  );
  return { url, key };
}

export async function ask(
  url: string,
  key: string,
  query: string,
  variables: object = {},
): Promise<{ status: number; body: { data?: Record<string, never>; errors?: unknown[] } }> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': key },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, body: (await response.json()) as never };
}

let databases = 0;

/** The address of a database of its own on the real server. */
export async function emptyDatabase(): Promise<string> {
  databases += 1;
  const name = `command_${process.pid}_${databases}`;
  const client = new pg.Client({ connectionString: await postgresUrl() });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  const url = new URL(await postgresUrl());
  url.pathname = `/${name}`;
  return url.href;
}
