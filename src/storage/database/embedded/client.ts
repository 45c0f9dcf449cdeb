import { Worker } from 'node:worker_threads';
import { type BirpcReturn, createBirpc } from 'birpc';
import { Fault } from '../../../model/errors.js';
import { StatementNames } from '../named-statements.js';
import { settingsHere } from '../role.js';
import { type ReadAnswer, readerOf } from './answer.js';
import { cannotOpen, type DataFolder, prepareDataFolder } from './data-folder.js';
import { messageOf } from './message.js';
import type { Answer, Failure, ThreadEvents, ThreadFunctions } from './protocol.js';

/** Calls that a transaction and the database itself have in common. */
interface Queryable {
  query(sql: string, parameters?: readonly unknown[]): Promise<Answer>;
}
/** The embedded database as the ORM's driver wants it, answered by another thread. */
export interface EmbeddedClient extends Queryable {
  readonly closed: boolean;
  readonly ready: true;
  readonly waitReady: Promise<void>;
  transaction<T>(work: (transaction: Queryable) => Promise<T>): Promise<T>;
  exec(sql: string): Promise<void>;
  listen(channel: string, listener: (payload: string) => void): Promise<void>;
  close(): Promise<void>;
}

const errorOf = ({ message, details }: Failure): Error =>
  Object.assign(new Error(message), details);

const IN_MEMORY = 'memory://';

/** The memory that passes to the thread with a message. */
const passedOn = ({ a: given = [] }: { readonly a?: readonly unknown[] }) =>
  given.flatMap((one) => (one instanceof Uint8Array ? [one.buffer as ArrayBuffer] : []));

/** The thread of an embedded database. */
class DatabaseThread {
  readonly #worker: Worker;
  readonly call: BirpcReturn<ThreadFunctions, ThreadEvents>;
  readonly names = new StatementNames();
  /** Names of statements that the database keeps. */
  readonly prepared = new Set<string>();
  #lastTransaction = 0;
  #ended: Error | null = null;
  /** Reads answers in PostgreSQL's own form. */
  readAnswer: ReadAnswer = readerOf([]);
  onNotified: (payload: string) => void = () => undefined;

  constructor(directory: string, isEmpty: boolean) {
    const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
    this.#worker = new Worker(new URL(`./thread.${extension}`, import.meta.url), {
      workerData: { directory, isEmpty },
      resourceLimits: { maxYoungGenerationSizeMb: 96 },
    });
    this.call = createBirpc<ThreadFunctions, ThreadEvents>(
      { notified: (payload) => this.onNotified(payload) },
      {
        post: (message) => this.#worker.postMessage(message, passedOn(message)),
        on: (hear) => void this.#worker.on('message', hear),
        deserialize: (message) =>
          message.e === undefined ? message : { ...message, e: errorOf(message.e) },
        onRequest: (_request, ask) => {
          if (this.#ended) throw this.#ended;
          return ask();
        },
        timeout: -1,
      },
    );
    this.#worker.on('error', (error: Error) => this.#fail(error));
    this.#worker.on('exit', () =>
      this.#fail(new Fault('UNAVAILABLE', 'The embedded database has ended: start again.')),
    );
  }

  #fail(error: Error): void {
    this.#ended ??= error;
    void this.call.$rejectPendingCalls(({ reject }) => reject(this.#ended));
  }

  nextTransaction(): number {
    this.#lastTransaction += 1;
    return this.#lastTransaction;
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}

const queryable = (
  { call, readAnswer, names, prepared }: DatabaseThread,
  transaction: number | null,
): Queryable => ({
  query: async (sql, parameters = []) => {
    const name = names.nameOf(sql);
    const named = name === null ? null : { name, isKnown: prepared.has(name) };
    const message = transaction === null ? null : messageOf(sql, parameters, named);
    if (transaction === null || message === null) return call.query(transaction, sql, parameters);
    const answer = readAnswer(await call.send(transaction, message));
    if (name !== null) prepared.add(name);
    return answer;
  },
});

/** Runs a transaction. Its statements need not wait until it has begun. */
async function transact<T>(
  thread: DatabaseThread,
  work: (transaction: Queryable) => Promise<T>,
): Promise<T> {
  const transaction = thread.nextTransaction();
  const begun = thread.call.begin(transaction, settingsHere().join('; '));
  // Its error is that of all that is asked of the transaction too.
  begun.catch(() => undefined);
  let result: T;
  try {
    result = await work(queryable(thread, transaction));
  } catch (error) {
    await begun;
    await thread.call.end(transaction, false);
    throw error;
  }
  await thread.call.end(transaction, true);
  return result;
}

async function waitForThread(thread: DatabaseThread, directory: string, folder: DataFolder | null) {
  try {
    thread.readAnswer = readerOf(await thread.call.opened());
  } catch (error) {
    await thread.end();
    throw folder ? cannotOpen(directory, error) : error;
  }
  await folder?.made();
}

/** Begins to open the embedded database of a folder, or one in memory (`memory://`), in a thread of its own; `waitReady` ends once it is open. */
export async function openEmbeddedClient(directory: string): Promise<EmbeddedClient> {
  const folder = directory === IN_MEMORY ? null : await prepareDataFolder(directory);
  const thread = new DatabaseThread(directory, folder?.isEmpty ?? true);
  const opened = waitForThread(thread, directory, folder);
  // Its error is that of all who wait for it.
  opened.catch(() => undefined);
  let closed = false;
  return {
    ...queryable(thread, null),
    get closed() {
      return closed;
    },
    ready: true,
    waitReady: opened,
    transaction: (work) => opened.then(() => transact(thread, work)),
    exec: (sql) => opened.then(() => thread.call.execute(sql)),
    listen: async (channel, listener) => {
      thread.onNotified = listener;
      await thread.call.listen(channel);
    },
    close: async () => {
      if (closed) return;
      closed = true;
      await thread.call.close();
      await thread.end();
    },
  };
}
