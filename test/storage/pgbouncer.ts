import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { freePort } from './postgres-server.js';
import { postgresUrl } from './postgres-url.js';

const answersVersion = (program: string): boolean => {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};
/** Debian puts it where not everybody's PATH leads. */
const program = ['pgbouncer', '/usr/sbin/pgbouncer'].find(answersVersion);

/** False where the program is not installed: laws that need it are skipped, and shown as such. */
export const hasPgBouncer = program !== undefined;

export interface Pooler {
  /** The address by way of the pooler of what a direct address leads to. */
  through(directUrl: string): string;
  stop(): Promise<void>;
}

async function answers(url: string, child: ChildProcess): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`PgBouncer ended with ${child.exitCode}.`);
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined);
    const isThere = await client.connect().then(
      () => true,
      () => false,
    );
    await client.end().catch(() => undefined);
    if (isThere) return;
    await pause(50);
  }
}

/** Starts a pooler before the real server; `logins` are those that may come, with their passwords. */
export async function startPgBouncer(
  settings: Readonly<Record<string, string>>,
  logins: Readonly<Record<string, string>> = {},
): Promise<Pooler> {
  const server = new URL(await postgresUrl());
  const folder = mkdtempSync(join(tmpdir(), 'pgbouncer-'));
  chmodSync(folder, 0o755);
  const port = await freePort();
  const users = { [server.username]: server.password, ...logins };
  writeFileSync(
    join(folder, 'users.txt'),
    Object.entries(users)
      .map(([name, password]) => `"${name}" "${password}"\n`)
      .join(''),
  );
  const options = {
    ...{ listen_addr: '127.0.0.1', listen_port: port, unix_socket_dir: '' },
    ...{ auth_type: 'plain', auth_file: join(folder, 'users.txt'), default_pool_size: 8 },
    ...settings,
  };
  const lines = Object.entries(options).map(([name, value]) => `${name} = ${value}`);
  const database = `* = host=${server.hostname} port=${server.port}`;
  const file = join(folder, 'pgbouncer.ini');
  writeFileSync(file, ['[databases]', database, '[pgbouncer]', ...lines, ''].join('\n'));
  const asUser = userInfo().uid === 0 ? ['-u', 'nobody'] : [];
  const child = spawn(program!, ['-q', ...asUser, file], { stdio: 'ignore' });
  const through = (directUrl: string): string => {
    const url = new URL(directUrl);
    url.port = String(port);
    return url.href;
  };
  await answers(through(server.href), child);
  return {
    through,
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGINT');
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
