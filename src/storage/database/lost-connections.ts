import type pg from 'pg';
import { stateOf } from '../sql/sql-state.js';
import { createClient } from './connection.js';

/** A connection with the driver's fields that its types lack. */
export interface Breakable extends pg.ClientBase {
  /** The process of the server that works for it. */
  readonly processID: number;
  readonly connection: { readonly stream: { destroy(): void } };
}

/** Breaks a connection off: its statement fails as one of a lost connection. */
export const breakOff = (client: pg.ClientBase): void =>
  (client as Breakable).connection.stream.destroy();

/** So long a process that did much else may take to read what has come. */
const GRACE_MILLISECONDS = 1000;

/** Breaks a connection off that has not answered after the milliseconds, though the process had time to read. Returns how to call it off. */
export function breakOffAfter(milliseconds: number, client: pg.ClientBase): () => void {
  let timer = setTimeout(() => {
    timer = setTimeout(() => breakOff(client), GRACE_MILLISECONDS);
  }, milliseconds - GRACE_MILLISECONDS);
  return () => clearTimeout(timer);
}

/** A statement that a connection has not answered yet. */
interface Running {
  readonly since: number;
  readonly client: Breakable;
}

/** The connections of a pool, and the statements that are under way on them. */
export class RunningStatements {
  readonly #open = new Set<pg.ClientBase>();
  readonly #running = new Map<Breakable, Running>();

  open(client: pg.ClientBase): void {
    this.#open.add(client);
    client.once('end', () => this.#open.delete(client));
  }

  begin(client: Breakable): void {
    this.#running.set(client, { since: performance.now(), client });
  }

  end(client: Breakable): void {
    this.#running.delete(client);
  }

  /** Breaks all connections off. */
  abandon(): void {
    for (const client of this.#open) breakOff(client);
  }

  longerThan(milliseconds: number): readonly Running[] {
    const before = performance.now() - milliseconds;
    return [...this.#running.values()].filter(({ since }) => since < before);
  }
}

/** How long a statement may run before the server is asked whether it still works on it. */
const SUSPICIOUS_MILLISECONDS = 15_000;
const LOOK_MILLISECONDS = 5000;
const PATIENCE = { connectionTimeoutMillis: 5000, query_timeout: 5000 } as const;

/** Processes that work on a statement, or of which nothing can be seen. */
const WORKING = `select pid from pg_stat_activity where pid = any($1::int[])
   and coalesce(state, '') not in ('idle', 'idle in transaction', 'idle in transaction (aborted)')`;

/** Returns which of these processes may work on a statement; null where a new connection gets no answer. */
async function working(
  url: string,
  processes: readonly number[],
): Promise<ReadonlySet<number> | null> {
  const client = createClient(url, PATIENCE);
  try {
    await client.connect();
    const { rows } = await client.query<{ pid: number }>(WORKING, [processes]);
    return new Set(rows.map(({ pid }) => pid));
  } catch (error) {
    // A refusal, such as of one connection too many, is an answer, which says nothing of these.
    return stateOf(error) === null ? null : new Set(processes);
  } finally {
    breakOff(client);
  }
}

/**
 * Breaks off connections whose statements never end: the network has forgotten them, or the server answers nobody. Where a pooler is
 * between, processes have other numbers, so that only a server that answers nobody is noticed. Returns how to end it.
 */
export function watchConnections(
  url: string,
  statements: RunningStatements,
  isDirect: boolean,
): () => void {
  const isLost = ({ processID }: Breakable, processes: ReadonlySet<number> | null) =>
    processes === null || (isDirect && !processes.has(processID));
  let isLooking = false;
  const look = async () => {
    const suspicious = statements.longerThan(SUSPICIOUS_MILLISECONDS);
    if (suspicious.length === 0) return;
    const processes = await working(
      url,
      suspicious.map(({ client }) => client.processID),
    );
    const still = new Set(statements.longerThan(SUSPICIOUS_MILLISECONDS));
    for (const one of suspicious)
      if (still.has(one) && isLost(one.client, processes)) breakOff(one.client);
  };
  const timer = setInterval(() => {
    if (isLooking) return;
    isLooking = true;
    void look().finally(() => {
      isLooking = false;
    });
  }, LOOK_MILLISECONDS).unref();
  return () => clearInterval(timer);
}
