import { LRUCache } from 'lru-cache';
import type pg from 'pg';

/** Most statements that have names: the server keeps a plan of each for every connection. */
const MOST_NAMED = 400;
/** Most texts that are remembered for having been sent once. */
const MOST_SENT_ONCE = 1600;

type Send = (query: unknown, values?: unknown[]) => Promise<pg.QueryResult>;

/** Names of the statements that are sent to one database again. */
export class StatementNames {
  readonly #names = new Map<string, string>();
  readonly #sentOnce = new LRUCache<string, true>({ max: MOST_SENT_ONCE });

  /** Returns the name of a statement that is sent again; null without one. */
  nameOf(text: string): string | null {
    const known = this.#names.get(text);
    if (known !== undefined || this.#names.size >= MOST_NAMED) return known ?? null;
    if (!this.#sentOnce.delete(text)) {
      this.#sentOnce.set(text, true);
      return null;
    }
    const name = `insights_${this.#names.size + 1}`;
    this.#names.set(text, name);
    return name;
  }
}

/**
 * Gives names to statements that a connection sends again, so that the server plans them once. It is only for sessions that last: behind a
 * pooler another session would not know the name.
 */
export function nameStatements(client: pg.ClientBase, names: StatementNames): void {
  const send = client.query.bind(client) as unknown as Send;
  const query: Send = (text, values) => {
    const isBound = typeof text === 'string' && values && values.length > 0;
    const name = isBound ? names.nameOf(text) : null;
    return name === null ? send(text, values) : send({ name, text, values });
  };
  client.query = query as unknown as typeof client.query;
}
