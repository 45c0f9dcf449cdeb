import type pg from 'pg';

/** Most statements that have names: the server keeps a plan of each for every connection. */
const MOST_NAMED = 400;

type Send = (query: unknown, values?: unknown[]) => Promise<pg.QueryResult>;

/** Names of statements that were sent before; null for those that were sent once. */
const names = new Map<string, string | null>();
let count = 0;

/** Returns the name of a statement that is sent again; null without one. */
export function nameOf(text: string): string | null {
  const known = names.get(text);
  if (known === undefined && names.size < 4 * MOST_NAMED) names.set(text, null);
  if (known !== null || count >= MOST_NAMED) return known ?? null;
  count += 1;
  const name = `insights_${count}`;
  names.set(text, name);
  return name;
}

/**
 * Gives names to statements that a connection sends again, so that the server plans them once. It is only for sessions that last: behind a
 * pooler another session would not know the name.
 */
export function nameStatements(client: pg.ClientBase): void {
  const send = client.query.bind(client) as unknown as Send;
  const query: Send = (text, values) => {
    const name = typeof text === 'string' && values && values.length > 0 ? nameOf(text) : null;
    return name === null ? send(text, values) : send({ name, text, values });
  };
  client.query = query as unknown as typeof client.query;
}
