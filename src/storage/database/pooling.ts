import type pg from 'pg';
import { createClient, onConnection } from './connection.js';

/**
 * Kind of pooling behind an address. NONE: a session of the server. SESSION: a session of a pooler. TRANSACTION: a new session for each
 * transaction; LISTEN, session locks and SET are lost.
 */
export type Pooling = 'NONE' | 'SESSION' | 'TRANSACTION';

const TRIES = 3;
/** Milliseconds after which a pooler that gives no second session is one that keeps sessions. */
const PATIENCE = 2000;

const processOf = async (client: pg.Client): Promise<number> => {
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  return rows[0]!.pid;
};

/** Returns whether another transaction is given the session that the client had, or the client another one. */
async function isHandedOn(url: string, client: pg.Client, process: number): Promise<boolean> {
  const patience = { connectionTimeoutMillis: PATIENCE, query_timeout: PATIENCE };
  try {
    return await onConnection(createClient(url, patience), async (other) => {
      await other.query('begin');
      return (await processOf(other)) === process || (await processOf(client)) !== process;
    });
  } catch (error) {
    return error instanceof Error && /statement pooling/.test(error.message);
  }
}

/** Returns what an address leads to. Throws the driver's error where nothing answers there. */
export const detectPooling = (url: string): Promise<Pooling> =>
  onConnection(createClient(url), async (client) => {
    const process = await processOf(client);
    // A pooler presents a process number of its own for cancelling.
    if (process === (client as { processID?: number }).processID) return 'NONE';
    for (let attempt = 0; attempt < TRIES; attempt++)
      if (await isHandedOn(url, client, process)) return 'TRANSACTION';
    return 'SESSION';
  });
