import { access, chmod, constants, mkdir, rm } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { CommandError, exitCodes } from '../exit-code.js';
import { takeFileLock, type Unlock } from './file-lock.js';
import { type CommandEvents, type OwnerFunctions, talk } from './protocol.js';
import { chooseSocketPath, findSocketPath } from './socket-path.js';

/** Performs what a command asks; the returned value is the result. */
type Perform = (
  verb: string,
  given: unknown,
  report: CommandEvents,
  signal: AbortSignal,
) => Promise<unknown>;

const connected = (path: string): Promise<Socket | null> =>
  new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => resolve(socket));
    // Nothing there, or a socket that nobody listens on any more.
    socket.once('error', () => resolve(null));
  });

/** Connects to the owner of the folder; null if nobody owns it. */
export const connectToOwner = async (dataDirectory: string): Promise<Socket | null> =>
  connected(await findSocketPath(dataDirectory));

function converse(socket: Socket, perform: Perform): void {
  const leaving = new AbortController();
  socket.on('error', () => undefined);
  socket.on('close', () => leaving.abort());
  const command: CommandEvents = talk<CommandEvents, OwnerFunctions>(
    socket,
    { perform: (verb, given) => perform(verb, given, command, leaving.signal) },
    ['line', 'progress'],
  );
}

async function listen(server: Server, path: string): Promise<void> {
  await rm(path, { force: true });
  const before = process.umask(0o177);
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(path, resolve);
    });
  } finally {
    process.umask(before);
  }
  await chmod(path, 0o600);
}

/** Listens for commands, in the place of a socket that nobody listens on any more. Null where somebody does without the lock. */
async function serveFolder(dataDirectory: string, unlock: Unlock) {
  const there = await connectToOwner(dataDirectory);
  there?.destroy();
  if (there) return null;
  const { promise: decided, resolve: answerWith } = Promise.withResolvers<Perform>();
  const perform: Perform = async (...asked) => (await decided)(...asked);
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    converse(socket, perform);
  });
  await listen(server, await chooseSocketPath(dataDirectory));
  const release = async () => {
    for (const socket of open) socket.destroy();
    await new Promise<void>((resolve) => server.close(() => resolve()));
    unlock();
  };
  return {
    /** Sets the function that performs commands; until then they wait. */
    answerWith: (chosen: Perform): void => answerWith(chosen),
    release,
  };
}
/** The right to open the embedded database of a data folder, held by one process at a time. */
export type Ownership = NonNullable<Awaited<ReturnType<typeof serveFolder>>>;

const folderErrors: Record<string, string> = {
  EEXIST: 'is no folder',
  ENOTDIR: 'lies below what is no folder',
  EACCES: 'may not be written to',
  EPERM: 'may not be written to',
  EROFS: 'may not be written to',
};

async function makeFolder(dataDirectory: string): Promise<void> {
  try {
    await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
    await access(dataDirectory, constants.W_OK);
  } catch (error) {
    const why = folderErrors[(error as NodeJS.ErrnoException).code ?? ''];
    if (!why) throw error;
    throw new CommandError(
      exitCodes.USAGE,
      `${dataDirectory} ${why}: set DATA_DIR to a folder of yours.`,
    );
  }
}

/** Owns a data folder until it is released or the process ends, however it ends; null where another process owns it. */
export async function ownDataFolder(dataDirectory: string): Promise<Ownership | null> {
  await makeFolder(dataDirectory);
  const unlock = takeFileLock(join(dataDirectory, 'owner.lock'));
  if (!unlock) return null;
  let ownership: Ownership | null = null;
  try {
    ownership = await serveFolder(dataDirectory, unlock);
    return ownership;
  } finally {
    if (!ownership) unlock();
  }
}
