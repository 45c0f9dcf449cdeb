import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Viewer } from '../model/access.js';
import { Fault } from '../model/errors.js';
import { requestLimits } from './limits.js';
import type { ServerOptions } from './server-options.js';
import { endOf, mayWrite, NO_KEY, secretIn, unauthenticated } from './viewer.js';
import { WEBHOOK_ROUTE } from './webhook-route.js';

const open = new Set(['/', '/livez', '/readyz', '/schema.graphql']);
/** Webhooks have no key: the tool's signature says whose they are. */
const isWebhook = ({ routeOptions }: FastifyRequest): boolean => routeOptions.url === WEBHOOK_ROUTE;
const viewers = new WeakMap<FastifyRequest, Viewer>();

const pathOf = ({ url }: FastifyRequest) => url.split('?', 1)[0] ?? url;

/** Who asks; throws where nobody was admitted, which a route behind the key never sees. */
export function viewerOf(request: FastifyRequest): Viewer {
  const viewer = viewers.get(request);
  if (viewer) return viewer;
  throw new Fault('UNAUTHENTICATED', NO_KEY);
}

export const knownViewer = (request: FastifyRequest): Viewer | null => viewers.get(request) ?? null;

// Without a length the body would be read in full before it could be refused.
function checkBody({ headers }: FastifyRequest, viewer: Viewer): void {
  const length = Number(headers['content-length'] ?? 0);
  const hidden = headers['transfer-encoding'] !== undefined;
  if (mayWrite(viewer) || (!hidden && length <= requestLimits.readerBody)) return;
  throw Object.assign(
    new Fault(
      'BAD_USER_INPUT',
      'A key that only reads may send 1 MB at most, with its content-length.',
    ),
    { statusCode: 413 },
  );
}

/** Lets nobody past without a key, but to the page, the health checks, the schema and the webhooks. */
export function requireKey(app: FastifyInstance, { services }: ServerOptions): void {
  app.addHook('onRequest', async (request) => {
    if (open.has(pathOf(request)) || isWebhook(request)) return;
    const secret = secretIn(request.headers);
    const viewer = secret === null ? null : await services.access.authenticate(secret);
    if (!viewer) throw unauthenticated(secret === null ? null : await endOf(services, secret));
    viewers.set(request, viewer);
    checkBody(request, viewer);
  });
}
