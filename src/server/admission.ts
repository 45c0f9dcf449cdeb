import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Fault } from '../model/errors.js';
import { checkReaderBody, type HoldBody } from './limits/bodies.js';
import { deadlineOf } from './limits/deadline.js';
import { requestLimits } from './limits/limits.js';
import type { ServerOptions } from './server-options.js';
import { type Caller, endOf, mayWrite, NO_KEY, secretIn, unauthenticated } from './viewer.js';
import { WEBHOOK_ROUTE } from './webhook-route.js';

const open = new Set(['/', '/livez', '/readyz', '/metrics', '/schema.graphql']);
/** True for webhooks, which have no key: the tool's signature shows the integration. */
const isWebhook = ({ routeOptions }: FastifyRequest): boolean => routeOptions.url === WEBHOOK_ROUTE;
const VIEWER = Symbol('viewer');
type Admitted = FastifyRequest & { [VIEWER]: Caller | null };

const pathOf = ({ url }: FastifyRequest) => url.split('?', 1)[0] ?? url;

export const knownViewer = (request: FastifyRequest): Caller | null =>
  (request as Admitted)[VIEWER];

/**
 * Returns the viewer of a request. Throws if nobody was admitted, which cannot happen on a route
 * that requires a key.
 */
export function viewerOf(request: FastifyRequest): Caller {
  const viewer = knownViewer(request);
  if (viewer) return viewer;
  throw new Fault('UNAUTHENTICATED', NO_KEY);
}

async function authenticate(
  request: FastifyRequest,
  services: ServerOptions['services'],
): Promise<Caller> {
  const secret = secretIn(request.headers);
  const viewer = secret === null ? null : await services.access.authenticate(secret);
  if (viewer) return viewer;
  throw unauthenticated(secret === null ? null : await endOf(services, secret));
}

/**
 * Refuses requests without a key, except for the page, the health checks, the metrics of the
 * process, the schema and the webhooks.
 */
export function requireKey(
  app: FastifyInstance,
  { services }: ServerOptions,
  holdBody: HoldBody,
): void {
  app.decorateRequest(VIEWER, null);
  app.addHook('onRequest', async (request, reply) => {
    if (open.has(pathOf(request)) || isWebhook(request)) return;
    const viewer = await deadlineOf(request).run(() => authenticate(request, services));
    (request as Admitted)[VIEWER] = viewer;
    if (!mayWrite(viewer)) checkReaderBody(request);
    holdBody(request, reply, `key ${viewer.key}`, requestLimits.writerBody);
  });
}
