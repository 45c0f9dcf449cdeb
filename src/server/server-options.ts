import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { Services } from '../graph/context.js';
import type { AccessServices } from './viewer.js';
import type { WebhookServices } from './webhook-route.js';

export interface ServerEnvironment {
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

export interface ServerOptions {
  readonly services: Services & AccessServices & WebhookServices;
  readonly schema: GraphQLSchema;
  readonly environment: ServerEnvironment;
  readonly log: Logger;
  /** Null when all is well, else why no traffic should come. */
  readonly ready: () => Promise<string | null>;
  /** Null where changes are taken, else why questions alone are. Default: as `ready`. */
  readonly writable?: () => Promise<string | null>;
  /** After how long a query or a mutation is given up, over HTTP and over the WebSocket; default 10 s. */
  readonly requestMilliseconds?: number;
}
