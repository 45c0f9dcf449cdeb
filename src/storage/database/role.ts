import { AsyncLocalStorage } from 'node:async_hooks';
import pg from 'pg';

/** The role of every transaction, so that row level security applies to every login. */
export const applicationRole = 'insights_app';

type Send = (text: unknown, values?: unknown[]) => Promise<pg.QueryResult>;

const begins = /^\s*(?:begin|start\s+transaction)\b/i;
const ends = /^\s*(?:commit|rollback)\b/i;

const current = new AsyncLocalStorage<readonly string[]>();

/** Runs work in which every transaction begins with these settings. */
export const withSettings = <T>(
  settings: Readonly<Record<string, string>>,
  work: () => Promise<T>,
): Promise<T> => {
  const set = Object.entries(settings).map(
    ([name, value]) => `set local ${name} = ${pg.escapeLiteral(value)}`,
  );
  return current.run(set, work);
};

/** Returns the statements that set the settings with which a transaction begins here. */
export const settingsHere = (): readonly string[] => current.getStore() ?? [];

/** Begins a transaction with its role and settings in one message, so that they cost no round trip. */
async function begin(send: Send, ...steps: readonly string[]): Promise<pg.QueryResult> {
  try {
    const results = await send(steps.filter((step) => step !== '').join('; '));
    return Array.isArray(results) ? results[0] : results;
  } catch (error) {
    await send('rollback').catch(() => undefined);
    throw error;
  }
}

/**
 * Runs a single statement in a transaction of its own. Without values it is one message, which PostgreSQL makes a transaction of:
 * 75 µs in place of 165 for three.
 */
async function runAlone(send: Send, takeRole: string, text: string, values?: unknown[]) {
  if (!values?.length) {
    const [, ...results] = (await send(`${takeRole}; ${text}`)) as unknown as pg.QueryResult[];
    return (results.length === 1 ? results[0] : results) as pg.QueryResult;
  }
  await begin(send, 'begin', takeRole);
  try {
    const result = await send(text, values);
    await send('commit');
    return result;
  } catch (error) {
    await send('rollback').catch(() => undefined);
    throw error;
  }
}

/**
 * Makes every transaction of a connection begin with its settings, and every statement run under the role; null leaves the login its own.
 * The role lives in the transaction, never in the session: a pooler may give each transaction of one connection to another session of the server.
 */
export function holdToRole(client: pg.ClientBase, role: string | null): void {
  const send = client.query.bind(client) as unknown as Send;
  const takeRole = role === null ? '' : `set local role "${role}"`;
  const outside: Send = (text, values) => {
    if (role === null) return send(text, values);
    if (typeof text !== 'string')
      return Promise.reject(new Error('Outside a transaction a statement is text with values.'));
    return ends.test(text) ? send(text, values) : runAlone(send, takeRole, text, values);
  };
  const query: Send = (text, values) => {
    if (client.getTransactionStatus() !== 'I') return send(text, values);
    const isBegin = typeof text === 'string' && begins.test(text);
    return isBegin ? begin(send, text, takeRole, ...settingsHere()) : outside(text, values);
  };
  client.query = query as unknown as typeof client.query;
}
