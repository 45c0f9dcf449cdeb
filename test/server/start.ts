import { Writable } from 'node:stream';
import { pino } from 'pino';
import { createSchema } from '../../src/graph/schema.js';
import { type Server, startServer } from '../../src/server/server.js';
import type { Patience, ServerEnvironment } from '../../src/server/server-options.js';
import { adminKey, SmallCompany } from './small-services.js';

export interface Started {
  readonly server: Server;
  readonly company: SmallCompany;
  /** Everything that was logged so far. */
  log(): string;
  ask(query: string, variables?: object, key?: string | null): Promise<Reply>;
}

interface Reply {
  readonly status: number;
  readonly body: {
    readonly data?: Record<string, unknown> | null;
    readonly errors?: readonly {
      readonly message: string;
      readonly extensions: { readonly code: string; readonly requestId: string };
    }[];
  };
}

const schema = createSchema();

/** A server on a free port before a small company. */
export async function start(
  environment: Partial<ServerEnvironment> = {},
  requestMilliseconds = 500,
  patience: Patience = {},
): Promise<Started> {
  const lines: string[] = [];
  const sink = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const company = new SmallCompany();
  const server = await startServer({
    services: company.services,
    schema: await schema,
    environment: { host: '127.0.0.1', port: 0, corsOrigins: [], ...environment },
    log: pino({ level: 'trace' }, sink),
    ready: async () => null,
    requestMilliseconds,
    patience,
  });
  return {
    server,
    company,
    log: () => lines.join(''),
    async ask(query, variables = {}, key = adminKey) {
      const response = await fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(key === null ? {} : { 'x-api-key': key }),
        },
        body: JSON.stringify({ query, variables }),
      });
      return { status: response.status, body: (await response.json()) as Reply['body'] };
    },
  };
}

/** Waits until `condition` holds; rejects after `milliseconds`. */
export async function eventually(condition: () => boolean, milliseconds = 5000): Promise<void> {
  const until = Date.now() + milliseconds;
  while (!condition()) {
    if (Date.now() > until) throw new Error('It did not happen in time.');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
