import { Worker } from 'node:worker_threads';
import { Fault } from '../../../model/errors.js';
import { cannotOpen, prepareDataFolder } from './data-folder.js';
import { messageOf } from './message.js';
import type { Asked, Failure, Task, ThreadReply } from './protocol.js';

interface Answer {
  readonly rows: readonly unknown[];
  readonly affectedRows?: number;
}
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

/** Messages to the thread and back, each question with its answer. */
class ClientLine {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>();
  #last = 0;
  #lastTransaction = 0;
  #listener: (payload: string) => void = () => undefined;
  #ended: Error | null = null;
  readonly begun: Promise<unknown>;

  constructor(directory: string, isNew: boolean) {
    const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
    this.#worker = new Worker(new URL(`./thread.${extension}`, import.meta.url), {
      workerData: { directory, isNew },
      resourceLimits: { maxYoungGenerationSizeMb: 96 },
    });
    this.begun = this.#expect(0);
    this.#worker.on('message', (reply: ThreadReply) => this.#hear(reply));
    this.#worker.on('error', (error) => this.#fail(error));
    this.#worker.on('exit', () =>
      this.#fail(new Fault('UNAVAILABLE', 'The embedded database has ended: start again.')),
    );
  }

  #expect(id: number): Promise<unknown> {
    const waiting = Promise.withResolvers<unknown>();
    this.#waiting.set(id, waiting);
    return waiting.promise;
  }

  #hear(reply: ThreadReply): void {
    if (reply.kind === 'NOTIFIED') {
      this.#listener(reply.payload);
      return;
    }
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if (reply.kind === 'DONE') waiting?.resolve(reply.result);
    else waiting?.reject(errorOf(reply.failure));
  }

  #fail(error: Error): void {
    this.#ended ??= error;
    for (const waiting of this.#waiting.values()) waiting.reject(this.#ended);
    this.#waiting.clear();
  }

  ask(task: Task): Promise<unknown> {
    if (this.#ended) return Promise.reject(this.#ended);
    this.#last += 1;
    const asked: Asked = { id: this.#last, task };
    const answer = this.#expect(asked.id);
    this.#worker.postMessage(asked, task.verb === 'ASK' ? [task.message.buffer] : []);
    return answer;
  }

  nextTransaction(): number {
    this.#lastTransaction += 1;
    return this.#lastTransaction;
  }

  onNotified(listener: (payload: string) => void): void {
    this.#listener = listener;
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}

const queryable = (line: ClientLine, transaction: number | null): Queryable => ({
  query: (sql, parameters = []) => {
    const message = transaction === null ? null : messageOf(sql, parameters);
    const task: Task =
      transaction === null || message === null
        ? { verb: 'QUERY', transaction, sql, parameters }
        : { verb: 'ASK', transaction, message };
    return line.ask(task) as Promise<Answer>;
  },
});

/** Runs a transaction. Its statements need not wait until it has begun. */
async function transact<T>(
  line: ClientLine,
  work: (transaction: Queryable) => Promise<T>,
): Promise<T> {
  const transaction = line.nextTransaction();
  const begun = line.ask({ verb: 'BEGIN', transaction });
  // Its error is that of all that is asked of the transaction too.
  begun.catch(() => undefined);
  let result: T;
  try {
    result = await work(queryable(line, transaction));
  } catch (error) {
    await begun;
    await line.ask({ verb: 'END', transaction, commits: false });
    throw error;
  }
  await line.ask({ verb: 'END', transaction, commits: true });
  return result;
}

async function openLine(directory: string): Promise<ClientLine> {
  if (directory === IN_MEMORY) {
    const line = new ClientLine(directory, true);
    await line.begun;
    return line;
  }
  const folder = await prepareDataFolder(directory);
  const line = new ClientLine(directory, folder.isNew);
  try {
    await line.begun;
  } catch (error) {
    await line.end();
    throw cannotOpen(directory, error);
  }
  await folder.made();
  return line;
}

/** Opens the embedded database of a folder, or one in memory (`memory://`), in a thread of its own. */
export async function openEmbeddedClient(directory: string): Promise<EmbeddedClient> {
  const line = await openLine(directory);
  let closed = false;
  return {
    ...queryable(line, null),
    get closed() {
      return closed;
    },
    ready: true,
    waitReady: Promise.resolve(),
    transaction: (work) => transact(line, work),
    exec: async (sql) => {
      await line.ask({ verb: 'EXECUTE', sql });
    },
    listen: async (channel, listener) => {
      line.onNotified(listener);
      await line.ask({ verb: 'LISTEN', channel });
    },
    close: async () => {
      if (closed) return;
      closed = true;
      await line.ask({ verb: 'CLOSE' });
      await line.end();
    },
  };
}
