import { createClient as createSocket, type Client as Socket } from 'graphql-ws';
import { type Endpoint, noWebSocket, probe } from './ask.js';

/**
 * The state of the WebSocket. `lost`: it is gone or could not be opened, and is tried again; the
 * reason says why.
 */
export type ConnectionState = 'connecting' | 'connected' | 'lost';
/** Is called with the new state, and the reason if the connection is lost, else null. */
export type OnState = (state: ConnectionState, reason: string | null) => void;

/** The WebSocket of a client, which opens with its first subscription and comes back after a drop. */
export interface ClientLine {
  readonly socket: Socket;
  /**
   * Counts a subscription. Calls `end` when it ends, with an error if connecting can never succeed.
   * Returns how to leave.
   */
  join(end: (error: Error | null) => void): () => void;
  /** Ends every subscription at once and closes the socket. */
  close(): void;
}

// After these, connecting again would end the same way: broken messages, no or no valid key, no common protocol.
const finalCodes = new Set([4400, 4401, 4403, 4406, 4409, 4429]);
const LONGEST_WAIT = 30_000;
const NORMAL_CLOSURE = 1000;
/** How often the WebSocket may fail while HTTP answers, before it is given up. */
const MOST_TRIES = 4;

interface Closed {
  readonly code?: number;
  readonly reason?: string;
  readonly message?: string;
}
const codeOf = (event: unknown): number => (event as Closed | null)?.code ?? 0;

function reasonOf(event: unknown): string {
  const { code, reason, message } = (event ?? {}) as Closed;
  if (code !== undefined) return [code, reason].filter(Boolean).join(' ');
  return message || 'the connection failed';
}

/**
 * Creates a wait that doubles until nobody needs the line any more; jitter keeps clients from
 * coming back all at once.
 */
function createWait() {
  let wake = () => {};
  return {
    wake: () => wake(),
    wait: (retries: number): Promise<void> => {
      const most = Math.min(LONGEST_WAIT, 250 * 2 ** retries);
      return new Promise((resolve) => {
        const timer = setTimeout(resolve, most * (0.5 + Math.random() / 2));
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    },
  };
}

/**
 * Creates a check that fails the subscriptions of a line that was never open, as soon as HTTP shows
 * that it never will be.
 */
function createDoubt(endpoint: Endpoint, fail: (error: Error) => void) {
  let tries = 0;
  let isTrusted = false;
  return {
    trust: () => {
      isTrusted = true;
    },
    async doubt(): Promise<void> {
      if (isTrusted) return;
      tries += 1;
      const found = await probe(endpoint);
      if (isTrusted || found === 'AWAY') return;
      if (found !== 'ANSWERS') fail(found);
      else if (tries > MOST_TRIES) fail(noWebSocket(endpoint.url));
    },
  };
}

export function createLine(endpoint: Endpoint, onState: OnState): ClientLine {
  const joined = new Set<(error: Error | null) => void>();
  const endAll = (error: Error | null) => {
    for (const end of [...joined]) end(error);
  };
  const { wait, wake } = createWait();
  const { trust, doubt } = createDoubt(endpoint, endAll);
  const lose = (event: unknown) => {
    if (codeOf(event) === NORMAL_CLOSURE) return;
    onState('lost', reasonOf(event));
    void doubt();
  };
  const socket = createSocket({
    url: endpoint.url.replace(/^http/, 'ws'),
    connectionParams: { 'x-api-key': endpoint.key },
    retryAttempts: Number.POSITIVE_INFINITY,
    retryWait: wait,
    shouldRetry: (event) => !finalCodes.has(codeOf(event)),
    on: {
      connecting: () => onState('connecting', null),
      connected: () => {
        trust();
        onState('connected', null);
      },
      closed: lose,
    },
  });
  return {
    socket,
    join: (end) => {
      joined.add(end);
      return () => {
        joined.delete(end);
        if (joined.size === 0) wake();
      };
    },
    close: () => {
      endAll(null);
      wake();
      void Promise.resolve(socket.dispose()).catch(() => undefined);
    },
  };
}
