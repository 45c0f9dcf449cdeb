import type { Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { App } from '../app.js';
import type { Environment } from '../env.js';
import { Fault } from '../model/errors.js';
import { CommandError, exitCodes } from './exit-code.js';
import { interrupted, untilStopped } from './interruption.js';
import { loadSecretKeys } from './keys/secret-keys.js';
import { createLog } from './log.js';
import { connectToOwner, type Ownership, ownDataFolder } from './owner/own-data-folder.js';
import { type CommandEvents, type OwnerFunctions, talk } from './owner/protocol.js';
import type { Shell } from './shell.js';
import type { OfAccount, Task, TaskContext } from './task.js';

/** The application of this environment, not started. */
export async function openApp(environment: Environment): Promise<App> {
  const { databaseUrl: url, databaseDirectUrl: directUrl, dataDirectory } = environment;
  // Loaded only here: commands that speak to a running server start faster without a database of their own.
  const { createApp } = await import('../app.js');
  return createApp({
    ...environment,
    database: { url, directUrl, directory: join(dataDirectory, 'database') },
    secretKeys: await loadSecretKeys(environment),
    log: createLog(environment),
  });
}

/** How a task runs: where, what it reports to, and the signal that ends it. */
type Way = Pick<TaskContext, 'environment' | 'report' | 'signal'>;

const gone = () =>
  new Fault('UNAVAILABLE', 'The process that owns the data folder ended: repeat the command.');

async function ask<Given, Result>(
  owner: Socket,
  task: Task<Given, Result>,
  given: Given,
  { report, signal }: Way,
): Promise<Result> {
  owner.on('error', () => undefined);
  const leave = () => owner.destroy();
  signal.addEventListener('abort', leave);
  const { line, progress } = report;
  const { perform, $close } = talk<OwnerFunctions, CommandEvents>(owner, { line, progress });
  owner.on('close', () => $close(signal.aborted ? signal.reason : gone()));
  try {
    return (await perform(task.verb, given)) as Result;
  } finally {
    signal.removeEventListener('abort', leave);
    owner.destroy();
  }
}

async function settle(app: App, { report, signal }: Way): Promise<void> {
  report.line('Recalculating what changed');
  for (const { id } of await app.database.accounts()) await app.recalculation.settle(id, signal);
  if (signal.aborted)
    throw interrupted(
      'what was written stays; the server, or the next command that writes, recalculates the rest.',
    );
}

async function runHere<Given, Result>(task: Task<Given, Result>, given: Given, way: Way) {
  const app = await openApp(way.environment);
  try {
    way.signal.throwIfAborted();
    const run = () => task.run(given, { app, ...way });
    if (!task.recalculates) return await run();
    const result = await app.recalculation.linkWhile(run);
    await settle(app, way);
    return result;
  } finally {
    await app.stop();
  }
}

const busy = async (): Promise<never> => {
  throw new Fault(
    'UNAVAILABLE',
    'Another command is working in the data folder: wait for its end and repeat.',
  );
};

async function runOwning<Result>(ownership: Ownership, work: () => Promise<Result>) {
  ownership.answerWith(busy);
  try {
    return await work();
  } finally {
    await ownership.release();
  }
}

/** Milliseconds to wait for an owner that does not listen yet, about half a minute in all. */
const PAUSES = Array.from({ length: 35 }, (_, round) => Math.min(50 * 2 ** round, 1000));

async function runWhereDatabaseIs<Given, Result>(
  task: Task<Given, Result>,
  given: Given,
  way: Way,
): Promise<Result> {
  const { databaseUrl, dataDirectory } = way.environment;
  if (databaseUrl !== null) return runHere(task, given, way);
  for (const [round, milliseconds] of PAUSES.entries()) {
    const ownership = await ownDataFolder(dataDirectory);
    if (ownership) return runOwning(ownership, () => runHere(task, given, way));
    const owner = await connectToOwner(dataDirectory);
    if (owner) return ask(owner, task, given, way);
    if (round === 0) way.report.line(`Waiting for the process that holds ${dataDirectory}`);
    await pause(milliseconds, null, { signal: way.signal });
  }
  throw new CommandError(
    exitCodes.FOLDER_TAKEN,
    `${dataDirectory} is in use by a process that takes no commands: wait until it has ended, or stop it.`,
  );
}

/** Runs a task, of the account that was named, where the database is: here, or in the server that owns the embedded one. Throws INTERRUPTED after a signal. */
export const perform = <Given, Result>(
  task: Task<Given, Result>,
  given: Omit<Given, keyof OfAccount>,
  { environment, account, report: shown }: Shell,
): Promise<Result> =>
  untilStopped(shown, 'What was written stays: repeat the command to go on.', (signal, report) =>
    runWhereDatabaseIs(task, { ...given, account } as Given, { environment, report, signal }),
  );

/** Owns a data folder. Throws FOLDER_TAKEN, with the remedy, where another process does. */
export async function demandFolder(dataDirectory: string, remedy: string): Promise<Ownership> {
  const ownership = await ownDataFolder(dataDirectory);
  if (ownership) return ownership;
  const taken = `${dataDirectory} is in use by another process: ${remedy}.`;
  throw new CommandError(exitCodes.FOLDER_TAKEN, taken);
}

/** Runs what needs the data folder to itself. */
export async function performAlone<Result>(
  shell: Pick<Shell, 'environment'>,
  work: () => Promise<Result>,
): Promise<Result> {
  const remedy = 'stop it first, this needs the folder to itself';
  return runOwning(await demandFolder(shell.environment.dataDirectory, remedy), work);
}
