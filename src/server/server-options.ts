import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { Services } from '../graph/context.js';
import type { AccessServices } from './viewer.js';
import type { WebhookServices } from './webhook-route.js';

/**
 * The services of an app that a server calls. Pass `services` of an `App` on; its members are no
 * public interface.
 */
export type ServerServices = Services & AccessServices & WebhookServices;

/** Where a server listens, and its limits by key. */
export interface ServerEnvironment {
  /** Address to listen at, such as `127.0.0.1`. */
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  /** Origins of pages elsewhere that may ask. */
  readonly corsOrigins: readonly string[];
  /** How many WebSockets a key may hold at a time; default 100. */
  readonly connectionsPerKey?: number | undefined;
  /** How many subscriptions a key may hold at a time, over all its WebSockets; default 100. */
  readonly subscriptionsPerKey?: number | undefined;
}

/** Milliseconds after which an idle connection is closed. */
export interface Patience {
  /** For the head of a request; default 10 s. */
  readonly head?: number;
  /** For a whole request; default 60 s. */
  readonly request?: number;
  /** For a connection over which nothing moves; default 90 s. */
  readonly silence?: number;
  /** How often these are looked at; default 2 s. */
  readonly look?: number;
  /** For the `connection_init` of a WebSocket; default 3 s. */
  readonly init?: number;
  /** For the client's side of a WebSocket that is closed; default 10 s. */
  readonly farewell?: number;
}

/** The options of a server. */
export interface ServerOptions {
  /** The services that the resolvers and the server call: `services` of an app. */
  readonly services: ServerServices;
  /** The schema of `createSchema`. */
  readonly schema: GraphQLSchema;
  /** Where it listens, and its limits by key. */
  readonly environment: ServerEnvironment;
  /** Receives a line for each request and each failure. */
  readonly log: Logger;
  /** Returns null when all is well, else why no traffic should come. */
  readonly ready: () => Promise<string | null>;
  /**
   * Returns null if changes are taken, else why only questions are answered. Default: the same as
   * `ready`.
   */
  readonly writable?: () => Promise<string | null>;
  /**
   * How long a query or a mutation may take until it is given up, over HTTP and over the WebSocket;
   * default 10 s.
   */
  readonly requestMilliseconds?: number;
  /** How long idle connections are kept. */
  readonly patience?: Patience;
}
