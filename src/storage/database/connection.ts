import pg from 'pg';

/** How long a server may take to accept a connection, or the pool to give one, before it counts as out of reach. */
export const connecting = { connectionTimeoutMillis: 10_000, keepAlive: true } as const;

/** How long a connection may take to answer what costs nothing, such as BEGIN, before it counts as lost. */
export const PROMPT_MILLISECONDS = 5000;

/** Returns a connection that is not open yet. An error that nobody waits for fails the statement that comes next. */
export function createClient(url: string, options: pg.ClientConfig = {}): pg.Client {
  const client = new pg.Client({ connectionString: url, ...connecting, ...options });
  client.on('error', () => undefined);
  return client;
}

/** Does work on a connection of its own. `refuse` gets why there is none, and throws. */
export async function onConnection<T>(
  client: pg.Client,
  work: (client: pg.Client) => Promise<T>,
  refuse?: (cause: unknown) => never,
): Promise<T> {
  await client.connect().catch(refuse);
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
