import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { Services } from '../graph/context.js';
import type { AccessServices } from './viewer.js';
import type { WebhookServices } from './webhook-route.js';

/** Where a server listens, and its limits by key. */
export interface ServerEnvironment {
  /** Address to listen at, such as `127.0.0.1`. */
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  /** Origins of pages elsewhere that may ask. */
  readonly corsOrigins: readonly string[];
  /** How many WebSockets a key may hold at a time; default 100. */
  readonly connectionsPerKey?: number;
  /** How many subscriptions a key may hold at a time, over all its WebSockets; default 100. */
  readonly subscriptionsPerKey?: number;
}

/** What a server serves, and where. */
export interface ServerOptions {
  /** What resolvers and the entrance call: `services` of an app. */
  readonly services: Services & AccessServices & WebhookServices;
  /** The schema of `createSchema`. */
  readonly schema: GraphQLSchema;
  /** Where it listens, and its limits by key. */
  readonly environment: ServerEnvironment;
  /** Receives a line for each request and each failure. */
  readonly log: Logger;
  /** Null when all is well, else why no traffic should come. */
  readonly ready: () => Promise<string | null>;
  /** Null where changes are taken, else why questions alone are. Default: as `ready`. */
  readonly writable?: () => Promise<string | null>;
  /** After how long a query or a mutation is given up, over HTTP and over the WebSocket; default 10 s. */
  readonly requestMilliseconds?: number;
}
