import { connect } from 'node:net';
import type pg from 'pg';
import { PROMPT_MILLISECONDS } from '../database/connection.js';
import {
  type Breakable,
  breakOff,
  breakOffAfter,
  type RunningStatements,
} from '../database/lost-connections.js';
import { askerSignal, givenUp } from './asker.js';

/** A connection with the driver's fields that its types lack. */
interface Connected extends Breakable {
  readonly host: string;
  readonly port: number;
  readonly secretKey: number;
  /** Gives the connection back to its pool; with `true` as one that is broken. */
  release?(isBroken: boolean): void;
}
type Send = (text: unknown, values?: unknown[]) => Promise<pg.QueryResult>;

const CANCEL_REQUEST = 80_877_102;
/** How long a server may take to end a statement before its connection is given up. */
const PATIENCE_MILLISECONDS = 1000;
const begins = /^\s*(?:begin|start\s+transaction)\b/i;
const commits = /^\s*commit\b/i;
const rollsBack = /^\s*rollback\b(?!\s+to\b)/i;

/** Asks the server, by a connection of its own, to end what another connection runs. Ends when the server has taken the request. */
function requestCancel({ host, port, processID, secretKey }: Connected): Promise<void> {
  const message = Buffer.alloc(16);
  for (const [index, value] of [16, CANCEL_REQUEST, processID, secretKey].entries())
    message.writeInt32BE(value | 0, index * 4);
  return new Promise((resolve) => {
    const socket = host.startsWith('/') ? connect(`${host}/.s.PGSQL.${port}`) : connect(port, host);
    socket.setTimeout(PATIENCE_MILLISECONDS, () => socket.destroy());
    socket.on('error', () => undefined);
    socket.on('data', () => undefined);
    socket.on('close', () => resolve());
    socket.on('connect', () => socket.write(message));
  });
}

/**
 * Returns the result of a statement, and has the server cancel it when `signal` is aborted. The connection of a server that does not
 * cancel is closed. The function waits for the cancelling, so that it ends no later statement of the connection.
 */
async function cancellable(
  client: Connected,
  signal: AbortSignal,
  statement: () => Promise<pg.QueryResult>,
): Promise<pg.QueryResult> {
  let request: Promise<void> | undefined;
  let breaking: NodeJS.Timeout | undefined;
  const end = () => {
    request = requestCancel(client);
    breaking = setTimeout(() => breakOff(client), PATIENCE_MILLISECONDS);
  };
  signal.addEventListener('abort', end, { once: true });
  try {
    return await statement();
  } finally {
    signal.removeEventListener('abort', end);
    clearTimeout(breaking);
    await request;
  }
}

/** Gives a connection back on which a transaction could not begin or be rolled back: the query builder would keep it for ever. */
async function orRelease(client: Connected, statement: Promise<pg.QueryResult>) {
  try {
    return await statement;
  } catch (error) {
    client.release?.(true);
    throw error;
  }
}

/** Breaks a connection off that does not answer at once what costs the server nothing. */
async function promptly(client: Connected, begin: Promise<pg.QueryResult>) {
  const callOff = breakOffAfter(PROMPT_MILLISECONDS, client);
  try {
    return await begin;
  } finally {
    callOff();
  }
}

/** Notes what runs on a connection, so that one that is lost without a word is noticed. */
const counted =
  (client: Connected, statements: RunningStatements, send: Send): Send =>
  async (text, values) => {
    statements.begin(client);
    try {
      return await send(text, values);
    } finally {
      statements.end(client);
    }
  };

/**
 * Makes every statement of a connection end with the one who waits for it. Transactions always begin, are committed and are rolled back, as
 * the query builder loses connections where they do not.
 */
export function endWithAsker(given: pg.ClientBase, statements: RunningStatements): void {
  const client = given as Connected;
  const send = counted(client, statements, client.query.bind(client) as unknown as Send);
  const unlessGone = (statement: () => Promise<pg.QueryResult>, isBegin: boolean) => {
    const signal = askerSignal();
    if (signal === null) return statement();
    if (signal.aborted && !isBegin) return Promise.reject(givenUp());
    return cancellable(client, signal, statement);
  };
  const query = (text: unknown, values?: unknown[]) => {
    const words = typeof text === 'string' ? text : '';
    const isBegin = begins.test(words);
    const statement = () => send(text, values);
    if (rollsBack.test(words)) return orRelease(client, statement());
    if (commits.test(words)) return statement();
    const result = unlessGone(statement, isBegin);
    return isBegin ? orRelease(client, promptly(client, result)) : result;
  };
  client.query = query as unknown as typeof client.query;
}
