/** How long a server may take to accept a connection, or the pool to give one, before it counts as out of reach. */
export const connecting = { connectionTimeoutMillis: 10_000, keepAlive: true } as const;

/** How long a connection may take to answer what costs nothing, such as BEGIN, before it counts as lost. */
export const PROMPT_MILLISECONDS = 5000;
