import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import {
  createClient,
  type HttpClient,
  type VendorRules,
} from '../../../src/providers/http/client.js';
import {
  createAddressesOf,
  createGuardedFetch,
} from '../../../src/providers/http/guarded-fetch.js';
import { createLimits } from '../../../src/providers/http/limits.js';
import { reachUnheld } from '../../../src/providers/http/reach.js';
import type { CallReport, SourceContext } from '../../../src/providers/provider.js';

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}
type Handler = (asked: Asked, response: ServerResponse, count: number) => void;

/** A server on a free port of 127.0.0.1 that answers as the test says, and what it was asked. */
export async function startVendor(handle: Handler) {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const one = { method, path: url, headers, body: Buffer.concat(pieces).toString() };
      asked.push(one);
      handle(one, response, asked.length);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  );
  const { port } = server.address() as AddressInfo;
  return { base: new URL(`http://127.0.0.1:${port}`), port, asked };
}

export const answerJson = (
  response: ServerResponse,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
  status = 200,
): void => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(value));
};

/** A vendor that limits by 429 and names what is left as GitHub does. */
export const playRules: VendorRules = {
  vendor: 'Play',
  limitHeaders: {
    remaining: 'x-ratelimit-remaining',
    reset: 'x-ratelimit-reset',
    resetUnit: 'EPOCH_SECONDS',
  },
  authorize: (token) => (token === '' ? {} : { authorization: `Bearer ${token}` }),
  headers: { accept: 'application/json' },
  isLimited: ({ status }) => status === 429,
};

export interface Witness {
  readonly context: SourceContext;
  readonly calls: CallReport[];
  readonly lines: string[];
}

/** A context whose calls and log lines are kept. Private addresses are allowed unless the test says otherwise. */
export function witnessed(more: Partial<SourceContext> = {}): Witness {
  const calls: CallReport[] = [];
  const lines: string[] = [];
  const context: SourceContext = {
    signal: new AbortController().signal,
    log: (level, message) => lines.push(`${level} ${message}`),
    fetch: createGuardedFetch(['*']),
    dataDirectory: '/nowhere',
    folders: null,
    logins: { hosts: [], addresses: [] },
    addressesOf: createAddressesOf(['*']),
    reach: reachUnheld,
    environment: {},
    now: Date.now(),
    clock: Date.now,
    limits: createLimits(() => 0),
    onSecret: () => undefined,
    onCall: (call) => calls.push(call),
    validatorOf: () => Promise.resolve(null),
    ...more,
  };
  return { context, calls, lines };
}

export const SECRET = 'planted-secret-of-a-token';

export const clientOf = (
  base: URL,
  { context }: Witness = witnessed(),
  tokens: readonly string[] = [SECRET],
): HttpClient => createClient({ rules: playRules, base, tokens, context });
