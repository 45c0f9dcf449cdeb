import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError } from 'graphql';
import type { GraphContext } from '../graph/context.js';
import { unavailableIn } from './outage-in.js';

/** The header of every answer for which asking again later helps, in seconds. */
export const retryAfter = ['retry-after', '2'] as const;

const isEmpty = (data: unknown): boolean =>
  data === null || data === undefined || Object.values(data).every((value) => value === null);

/** Refuses subscriptions that come over HTTP, and says where they go. */
export const subscriptionsElsewhere: ApolloServerPlugin<GraphContext> = {
  requestDidStart: async () => ({
    async didResolveOperation({ operation }) {
      if (operation?.operation !== 'subscription') return;
      throw new GraphQLError(
        'Subscriptions go over WebSocket at this address (protocol graphql-transport-ws).',
        { nodes: operation, extensions: { code: 'BAD_REQUEST', http: { status: 400 } } },
      );
    },
  }),
};

/**
 * Sets the status 503 and Retry-After if asking again later helps, such as in an outage of the
 * database. A mutation that did part of its work keeps its status, so that nobody repeats that part
 * without reading the answer.
 */
export const unavailableAs503: ApolloServerPlugin<GraphContext> = {
  requestDidStart: async () => ({
    async willSendResponse({ errors = [], operation, response }) {
      if (!errors.some(unavailableIn)) return;
      const data = response.body.kind === 'single' ? response.body.singleResult.data : null;
      if (operation?.operation === 'mutation' && !isEmpty(data)) return;
      response.http.status = 503;
      response.http.headers.set(...retryAfter);
    },
  }),
};
