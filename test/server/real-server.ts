import { createClient } from 'graphql-ws';
import { pino } from 'pino';
import { afterAll } from 'vitest';
import { WebSocket } from 'ws';
import type { App } from '../../src/app.js';
import { operator } from '../../src/directory/context.js';
import { createSchema } from '../../src/graph/schema.js';
import type { Role } from '../../src/model/access.js';
import { startServer } from '../../src/server/server.js';

interface GraphError {
  readonly message: string;
  readonly extensions?: { readonly code?: string };
}
export interface Answer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly GraphError[];
}

/** The whole program on a free port, with whatever keys a test needs. */
export interface RealServer {
  readonly url: string;
  /** Makes a key and answers its secret. */
  key(account: number, role: Role, reveals?: boolean): Promise<string>;
  /** Asks over HTTP. */
  ask(key: string | null, query: string, variables?: object): Promise<Answer>;
  /** Asks over the WebSocket and answers what comes first: a result, errors, or the code the socket is closed with. */
  askSocket(key: string | null, query: string, variables?: object): Promise<Answer>;
}

async function askHttp(url: string, key: string | null, query: string, variables: object) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(key === null ? {} : { 'x-api-key': key }) },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as Answer;
}

const asAnswer = (error: unknown): Answer => {
  if (Array.isArray(error)) return { errors: error as GraphError[] };
  const { code, reason } = error as { code: number; reason: string };
  return { errors: [{ message: reason, extensions: { code: String(code) } }] };
};

function askSocket(url: string, key: string | null, query: string, variables: object) {
  const client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: key === null ? {} : { 'x-api-key': key },
    retryAttempts: 0,
  });
  return new Promise<Answer>((resolve) => {
    const answer = (given: Answer) => {
      resolve(given);
      void client.dispose();
    };
    client.subscribe(
      { query, variables: { ...variables } },
      {
        next: (result) => answer(result as Answer),
        error: (error) => answer(asAnswer(error)),
        complete: () => answer({ errors: [{ message: 'It ended without a word.' }] }),
      },
    );
  });
}

/** Serves an app until the file's tests are done. */
export async function serveApp(app: App, log = pino({ level: 'silent' })): Promise<RealServer> {
  const server = await startServer({
    services: app.services,
    schema: await createSchema(),
    environment: { host: '127.0.0.1', port: 0, corsOrigins: [] },
    log,
    ready: app.ready,
  });
  afterAll(() => server.stop());
  const { url } = server;
  return {
    url,
    async key(account, role, reveals = role === 'ADMIN') {
      const name = `${role}${reveals ? ' who sees names' : ''}`;
      const given = { name, role, reveals, expiresAt: null };
      return (await app.directory.keys.create(operator(account), given)).secret;
    },
    ask: (key, query, variables = {}) => askHttp(url, key, query, variables),
    askSocket: (key, query, variables = {}) => askSocket(url, key, query, variables),
  };
}
