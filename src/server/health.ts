import type { FastifyInstance } from 'fastify';
import { withoutSecrets } from '../model/facts/open-secret.js';
import type { ServerOptions } from './server-options.js';

/** Returns a reason as any asker may read it: an error of the system may repeat addresses. */
const open = (reason: string | null): string | null => reason && withoutSecrets(reason);

const writes = (reason: string | null) =>
  reason === null
    ? { status: 'ok' }
    : { status: 'degraded', reads: 'ok', writes: 'unavailable', reason };

/**
 * Adds `/livez` (the process answers) and `/readyz` (traffic may come, and what does not work).
 * `/readyz` answers 503 with the reason otherwise.
 */
export function addHealth(
  app: FastifyInstance,
  { ready, writable, log }: ServerOptions,
  state: { readonly stopping: boolean },
): void {
  app.get('/livez', async () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    const reason = state.stopping ? 'stopping' : open(await ready());
    if (reason === null) return writes(open((await writable?.()) ?? null));
    log.warn({ reason }, 'not ready');
    return reply.code(503).send({ status: 'unavailable', reason });
  });
}
