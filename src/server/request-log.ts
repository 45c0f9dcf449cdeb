import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { Fault, type FaultCode } from '../model/errors.js';
import { withoutSecrets } from '../model/facts/open-secret.js';
import { knownViewer } from './admission.js';
import { retryAfter } from './apollo-plugins.js';
import { presented } from './request.js';
import type { ServerOptions } from './server-options.js';
import { WEBHOOK_ROUTE } from './webhook-route.js';

const statusOf: Partial<Record<FaultCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  BAD_USER_INPUT: 400,
  RATE_LIMITED: 429,
  UNAVAILABLE: 503,
};

function statusFor(error: unknown): number | undefined {
  if (error instanceof GraphQLError) return 400;
  return error instanceof Fault ? statusOf[error.code] : undefined;
}

const isUnavailable = (error: unknown): boolean =>
  error instanceof Fault && error.code === 'UNAVAILABLE';

const ofServer = (status: number) => status >= 500 && status !== 503;

// Fastify's own complaints (body too large, no JSON) are for the asker to fix and say how.
function explained(error: FastifyError): unknown {
  if (error instanceof Fault || error instanceof GraphQLError || ofServer(error.statusCode ?? 500))
    return error;
  return new GraphQLError(error.message, { extensions: { code: 'BAD_REQUEST' } });
}

const answer = (reply: FastifyReply, status: number, error: GraphQLFormattedError) =>
  reply
    .code(status)
    .type('application/json; charset=utf-8')
    .send({ errors: [error] });

/** Replies to an address that cannot be read, which is not repeated. */
export const answerUnreadable =
  ({ log }: ServerOptions) =>
  (error: FastifyError, request: FastifyRequest, reply: FastifyReply): void => {
    const fault = new GraphQLError('The path of the address is too long or wrongly escaped.', {
      extensions: { code: 'BAD_REQUEST' },
    });
    answer(reply, error.statusCode ?? 400, presented(fault, log, request.id));
  };

/** Reports failures before GraphQL is reached in the shape of GraphQL errors too. */
export function logErrors(app: FastifyInstance, { log }: ServerOptions): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode ?? statusFor(error) ?? 500;
    if (isUnavailable(error)) reply.header(...retryAfter);
    return answer(reply, status, presented(explained(error), log, request.id));
  });
  app.setNotFoundHandler((request, reply) => {
    const nothing = new Fault('NOT_FOUND', 'There is nothing here; GraphQL is at /graphql.');
    return reply.code(404).send({ errors: [presented(nothing, log, request.id)] });
  });
}

/**
 * Returns the path for the log, without addresses of webhooks. With the address, somebody could
 * send webhooks of a tool that cannot sign.
 */
function path({ url, routeOptions }: FastifyRequest): string {
  const [bare = ''] = url.split('?', 1);
  if (bare === routeOptions.url) return bare;
  const isWebhook = routeOptions.url === WEBHOOK_ROUTE || /^\/webhooks\b/i.test(bare);
  return isWebhook ? WEBHOOK_ROUTE : withoutSecrets(bare);
}

/**
 * Logs one line per request: who, what, how long; never headers, variables or addresses with a
 * query.
 */
export function logRequests(app: FastifyInstance, { log }: ServerOptions): void {
  app.addHook('onSend', (request, reply, _payload, done) => {
    reply.header('x-request-id', request.id);
    done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    const viewer = knownViewer(request);
    log.info(
      {
        requestId: request.id,
        method: request.method,
        path: path(request),
        status: reply.statusCode,
        milliseconds: Math.round(reply.elapsedTime),
        ...(viewer ? { account: viewer.account, key: viewer.key } : {}),
      },
      'request',
    );
    done();
  });
}
