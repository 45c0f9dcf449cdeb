/** How long a server may take to accept a connection, or the pool to give one, before it counts as out of reach. */
export const connecting = { connectionTimeoutMillis: 10_000, keepAlive: true } as const;
