import { setFlagsFromString } from 'node:v8';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite, type Transaction } from '@electric-sql/pglite';
import { createBirpc } from 'birpc';
import type { ArrayType, Failure, ThreadEvents, ThreadFunctions } from './protocol.js';

/**
 * The embedded database in a thread of its own: SQL keeps one core busy while the rest of the program goes on on another. Nothing of the
 * project is imported, so that the thread begins fast and runs as it is written.
 */
const asText = (text: string): string => text;
const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text.slice(2), 'hex'));
/** Types that are read otherwise than usual, as `answer.ts` does. */
const parsers = { 17: bytes, 1082: asText, 1114: asText, 1184: asText, 1186: asText };
const serializers = { 17: (value: Uint8Array) => value as never };
const { directory, isEmpty } = workerData as {
  readonly directory: string;
  readonly isEmpty: boolean;
};
/** A new database is unpacked: with `initdb` the first start takes 13 s of processor time where this takes 8.6, migrations included. */
const unpacked = isEmpty
  ? { loadDataDir: await (await import('@electric-sql/pglite-prepopulatedfs')).dataDir() }
  : {};
// The functions that every statement needs are few and large. To optimise them as early as usual takes 4 s of processor time and 450 MB of each
// start. Most commands end too soon to have that back. A first calculation has it back so: it takes a tenth less than if they never are. A first
// import takes a twentieth less than with thrice the budget, and a short command as long.
setFlagsFromString('--wasm-tiering-budget=60000000');
/** The program fills its buffers with zeros: of 128 MB, the usual, that takes 0.9 s of processor time. */
const startParams = [...PGlite.defaultStartParams, '-c', 'shared_buffers=16MB'];
const options = { dataDir: directory, parsers, serializers, startParams, ...unpacked };
const database = await PGlite.create(options);
// A file of the log is 16 MB. With its zeros a first import takes 13 % longer, and they bring nothing on disks that copy on writing.
await database.exec('set wal_init_zero = off');

interface Open {
  readonly transaction: Transaction;
  readonly end: (commits: boolean) => void;
  /** Ends when the transaction has. */
  readonly ended: Promise<void>;
}
/** Joins pieces in memory of its own, which can be transferred. */
function joined(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

/** Transactions by number. A statement of a transaction waits until it has begun. */
const open = new Map<number, Promise<Open>>();
const rolledBack = Symbol('rolled back');

/** Begins a transaction once those before it have ended. */
async function begin(number: number, settings: string): Promise<void> {
  const { promise: beginning, resolve: begun, reject: failed } = Promise.withResolvers<Open>();
  open.set(number, beginning);
  const ended = database.transaction(async (transaction) => {
    if (settings !== '') await transaction.exec(settings);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const end = (commits: boolean) => (commits ? resolve() : reject(rolledBack));
    begun({ transaction, end, ended: ended as Promise<void> });
    await promise;
  });
  ended.catch(failed);
  await beginning;
}

async function transactionOf(number: number): Promise<Open> {
  const found = await open.get(number);
  if (!found) throw new Error('The transaction has ended.');
  return found;
}

async function end(number: number, commits: boolean): Promise<void> {
  const ending = await transactionOf(number);
  open.delete(number);
  ending.end(commits);
  await ending.ended.catch((error: unknown) => {
    if (error !== rolledBack) throw error;
  });
}

async function send(number: number, message: Uint8Array) {
  await transactionOf(number);
  const chunks: Uint8Array[] = [];
  const onRawData = (chunk: Uint8Array) => void chunks.push(chunk.slice());
  await database.runExclusive(() =>
    database.execProtocolRawStream(message, { syncToFs: false, onRawData }),
  );
  return joined(chunks);
}

async function query(number: number | null, sql: string, parameters: readonly unknown[]) {
  const asked = number === null ? database : (await transactionOf(number)).transaction;
  return asked.query(sql, [...parameters], { rowMode: 'object' });
}

const ARRAY_TYPES = `select oid::int as type, typelem::int as element from pg_type where typcategory = 'A'`;

function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) return { message: String(error), details: {} };
  const details = Object.entries(error).filter(([, value]) =>
    ['string', 'number'].includes(typeof value),
  );
  return { message: error.message, details: Object.fromEntries(details) };
}

const functions: ThreadFunctions = {
  opened: async () => {
    const found = await database.query<ArrayType>(ARRAY_TYPES);
    return found.rows;
  },
  query,
  send,
  begin,
  end,
  execute: async (sql) => {
    await database.exec(sql);
  },
  listen: async (channel) => {
    await database.listen(channel, (payload) => client.notified(payload));
  },
  close: () => database.close(),
};
const client = createBirpc<ThreadEvents, ThreadFunctions>(functions, {
  post: (message) =>
    parentPort?.postMessage(message, message.r instanceof Uint8Array ? [message.r.buffer] : []),
  on: (hear) => void parentPort?.on('message', hear),
  serialize: (message) =>
    message.e === undefined ? message : { ...message, e: failureOf(message.e) },
  eventNames: ['notified'],
  timeout: -1,
});
