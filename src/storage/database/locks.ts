import { createClient, onConnection } from './connection.js';

/** Work that looks before it writes, where looking and writing are several transactions. */
export type LockName = 'MIGRATION' | 'FIRST_START' | 'ACCOUNTS' | 'DEMO';

/** Runs work while nobody else who has opened the same database, in this process or another, runs work of that turn. */
export type WithLock = <T>(turn: LockName, work: () => Promise<T>) => Promise<T>;

/** Session locks of the server by their use. */
export const serverLock = {
  MIGRATION: 7_426_301,
  FIRST_START: 7_426_302,
  ACCOUNTS: 7_426_303,
  SAME_DATABASE: 7_426_304,
  DEMO: 7_426_305,
} as const;

/** Turns inside this process: all there is to an embedded database. */
export function embeddedLocks(): WithLock {
  const last = new Map<LockName, Promise<unknown>>();
  return (turn, work) => {
    const mine = (last.get(turn) ?? Promise.resolve()).then(work);
    last.set(
      turn,
      mine.catch(() => undefined),
    );
    return mine;
  };
}

/**
 * Turns over all processes: a lock that ends with its connection, which is none of the pool's, so that waiting takes nothing from the work.
 * The address must lead to a session of the server.
 */
export function serverLocks(url: string): WithLock {
  const inThisProcess = embeddedLocks();
  return (turn, work) =>
    inThisProcess(turn, () =>
      onConnection(createClient(url), async (client) => {
        await client.query('select pg_advisory_lock($1)', [serverLock[turn]]);
        return work();
      }),
    );
}
