import { randomUUID } from 'node:crypto';
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import compress from '@fastify/compress';
import cors from '@fastify/cors';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { GraphContext } from '../graph/context.js';
import { newContext } from '../graph/new-context.js';
import { printSorted } from '../graph/schema.js';
import { requireKey, viewerOf } from './admission.js';
import { createKeptRoute } from './answers/kept-route.js';
import { subscriptionsElsewhere, unavailableAs503 } from './apollo-plugins.js';
import { createDocumentStore } from './document-store.js';
import { graphiqlPage } from './graphiql.js';
import { addHealth } from './health.js';
import { boundBodies, type HoldBody } from './limits/bodies.js';
import { deadlineOf, setDeadlines } from './limits/deadline.js';
import { checkLength, guard } from './limits/guard.js';
import { bodyLimits, requestLimits } from './limits/limits.js';
import { type Questions, queueQuestions } from './limits/questions.js';
import { addMetrics, type ServerFigures } from './metrics.js';
import { addPipelineCalls } from './pipeline-calls.js';
import { asRequest, presented } from './request.js';
import { answerUnreadable, logErrors, logRequests } from './request-log.js';
import { addSafeHeaders } from './safe-headers.js';
import type { ServerOptions } from './server-options.js';
import { addWebhooks } from './webhooks.js';

function createApollo(
  { schema, log }: ServerOptions,
  { kept }: Questions,
  inTurn: ApolloServerPlugin<GraphContext>,
): ApolloServer<GraphContext> {
  return new ApolloServer<GraphContext>({
    schema,
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    hideSchemaDetailsFromClientErrors: true,
    includeStacktraceInErrorResponses: false,
    maxRecursiveSelections: true,
    stopOnTerminationSignals: false,
    validationRules: [...guard.rules],
    parseOptions: guard.parseOptions,
    persistedQueries: false,
    documentStore: createDocumentStore(),
    stringifyResult: kept.textOf,
    formatError: (_, error) => presented(error, log),
    logger: log,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      subscriptionsElsewhere,
      inTurn,
      unavailableAs503,
    ],
  });
}

const contextOf = (request: FastifyRequest, { services }: ServerOptions): GraphContext =>
  newContext({
    viewer: viewerOf(request),
    services,
    requestId: request.id,
    signal: deadlineOf(request).signal,
  });

async function addPlugins(app: FastifyInstance, options: ServerOptions): Promise<HoldBody> {
  app.addHook('onRequest', (request, _reply, done) => asRequest(request.id, done));
  setDeadlines(app, options.requestMilliseconds ?? requestLimits.milliseconds, options.services);
  logRequests(app, options);
  await addSafeHeaders(app);
  await app.register(cors, {
    origin: [...options.environment.corsOrigins],
    allowedHeaders: [
      'authorization',
      'content-type',
      'x-api-key',
      'apollo-require-preflight',
      'if-none-match',
    ],
    exposedHeaders: ['etag', 'x-request-id', 'retry-after'],
    maxAge: 3600,
  });
  await app.register(compress, { global: true, globalDecompression: false });
  const holdBody = boundBodies(app);
  requireKey(app, options, holdBody);
  logErrors(app, options);
  return holdBody;
}

function sourceIn(parameters: unknown): string | null {
  const source = (parameters as { query?: unknown } | null)?.query;
  return typeof source === 'string' ? source : null;
}

function addGraphql(
  app: FastifyInstance,
  apollo: ApolloServer<GraphContext>,
  options: ServerOptions,
  { pace, kept }: Questions,
  leave: (signal: AbortSignal) => void,
) {
  const known = createKeptRoute(kept);
  const handler = fastifyApolloHandler(apollo, {
    context: async (request) => contextOf(request as FastifyRequest, options),
  });
  app.route({
    url: '/graphql',
    method: ['GET', 'POST'],
    bodyLimit: requestLimits.writerBody,
    preHandler: (request: FastifyRequest, reply: FastifyReply, done: () => void) => {
      const { body, query } = request;
      checkLength(sourceIn(body) ?? sourceIn(query) ?? '');
      if (!known.answers(request, reply)) done();
    },
    handler: (request: FastifyRequest, reply: FastifyReply) => {
      const deadline = deadlineOf(request);
      return deadline.run(async () => {
        await pace(viewerOf(request).key);
        try {
          const text = await handler.call(app, request as never, reply as never);
          return known.made(request, reply, text);
        } finally {
          leave(deadline.signal);
        }
      });
    },
  });
}

function newFastify(options: ServerOptions): FastifyInstance {
  const { patience = {} } = options;
  return Fastify({
    bodyLimit: requestLimits.readerBody,
    genReqId: () => randomUUID(),
    logger: false,
    frameworkErrors: answerUnreadable(options),
    return503OnClosing: true,
    forceCloseConnections: 'idle',
    requestTimeout: patience.request ?? bodyLimits.milliseconds,
    connectionTimeout: patience.silence ?? bodyLimits.silenceMilliseconds,
    http: {
      headersTimeout: patience.head ?? bodyLimits.headMilliseconds,
      connectionsCheckingInterval: patience.look ?? bodyLimits.lookMilliseconds,
    },
  });
}

/** Creates the HTTP server with all its routes; it does not listen yet. */
export async function createHttp(
  options: ServerOptions,
  questions: Questions,
  state: { readonly stopping: boolean },
  figures: () => ServerFigures,
) {
  const app = newFastify(options);
  const { plugin, leave } = queueQuestions(questions, options.services);
  const apollo = createApollo(options, questions, plugin);
  await apollo.start();
  const holdBody = await addPlugins(app, options);
  addGraphql(app, apollo, options, questions, leave);
  addHealth(app, options, state);
  addMetrics(app, figures);
  await addWebhooks(app, options, holdBody);
  addPipelineCalls(app, options, questions.pace);
  app.get('/schema.graphql', (_request, reply) =>
    reply.type('text/plain; charset=utf-8').send(printSorted(options.schema)),
  );
  await graphiqlPage(app);
  await app.ready();
  return {
    app,
    close: async () => {
      await app.close();
      await apollo.stop();
    },
  };
}
