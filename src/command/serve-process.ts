import { once } from 'node:events';
import type { App } from '../app.js';
import { createSchema } from '../graph/schema.js';
import { type Server, startServer } from '../server/server.js';
import { fillDemo, isUnfinished } from './demo/fill.js';
import { CommandError, exitCodes } from './exit-code.js';
import { type FirstKey, firstStart } from './first-start.js';
import { listenForStop } from './interruption.js';
import { firstKeyLines } from './keys/first-keys.js';
import { createLog } from './log.js';
import type { Ownership } from './owner/own-data-folder.js';
import { demandFolder, openApp } from './perform.js';
import type { ServeOptions } from './serve-options.js';
import type { Shell } from './shell.js';
import { performTask } from './tasks.js';

const STOP_MILLISECONDS = 25_000;

const portErrors: Record<string, string> = {
  EADDRINUSE: 'is taken: stop what listens there, or set PORT to another one',
  EACCES: 'may not be listened on: set PORT to one above 1023',
  EADDRNOTAVAIL: 'is no address of this machine: correct HOST',
  ENOTFOUND: 'is no address of this machine: correct HOST',
};

async function listen(app: App, shell: Shell, busyWith: () => string | null): Promise<Server> {
  const { environment } = shell;
  try {
    return await startServer({
      services: app.services,
      schema: await createSchema(),
      environment,
      log: createLog(environment),
      ready: async () => busyWith() ?? (await app.ready()),
      writable: app.writable,
    });
  } catch (error) {
    const why = portErrors[(error as NodeJS.ErrnoException).code ?? ''];
    if (!why) throw error;
    const { host, port } = environment;
    throw new CommandError(exitCodes.PORT_TAKEN, `${host}:${port} ${why}.`);
  }
}

// A server that listens on every address is reached by its own machine at 127.0.0.1.
const reachable = (url: string) => url.replace(/0\.0\.0\.0|\[::\]/, '127.0.0.1');

function welcome(url: string, key: FirstKey): string {
  if (key.kind === 'MADE') return firstKeyLines(url, key.keys).join('\n');
  const hint =
    key.kind === 'CHOSEN'
      ? 'the key is that of INSIGHTS_ADMIN_KEY'
      : 'another key is made by `insights key create NAME`';
  return `GraphiQL: ${url}/ (${hint})`;
}

async function serveApp(
  app: App,
  shell: Shell,
  options: ServeOptions,
  signal: AbortSignal,
  ownership: Ownership | null,
): Promise<void> {
  const { environment, report } = shell;
  let busyWith: string | null = 'starting';
  const server = await listen(app, shell, () => busyWith);
  const address = reachable(server.url);
  try {
    const context = { app, environment, report, signal };
    const key = await firstStart(context, options);
    busyWith = null;
    ownership?.answerWith((verb, given, report, asking) =>
      performTask(verb, given, { app, environment, report, signal: asking, address }),
    );
    report.end();
    console.log(welcome(address, key));
    if (isUnfinished(environment)) await fillDemo(context);
    report.end();
    await app.start();
    if (!signal.aborted) await once(signal, 'abort');
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    await server.stop();
  }
}

/** Serves until a signal stops it, then lets running work end. */
export async function serve(shell: Shell, options: ServeOptions): Promise<void> {
  const { signal } = listenForStop(STOP_MILLISECONDS, exitCodes.UNEXPECTED);
  const { databaseUrl, dataDirectory } = shell.environment;
  const remedy = 'stop that one, or set DATA_DIR to another folder';
  const ownership = databaseUrl === null ? await demandFolder(dataDirectory, remedy) : null;
  try {
    const app = await openApp(shell.environment);
    try {
      await serveApp(app, shell, options, signal, ownership);
    } finally {
      await app.stop();
    }
  } finally {
    await ownership?.release();
  }
}
