import type { FastifyInstance } from 'fastify';
import type { ServerOptions } from './server-options.js';

/** `/livez`: the process answers. `/readyz`: traffic may come; 503 with the reason otherwise. */
export function addHealth(
  app: FastifyInstance,
  { ready, log }: ServerOptions,
  state: { readonly stopping: boolean },
): void {
  app.get('/livez', async () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    const reason = state.stopping ? 'stopping' : await ready();
    if (reason === null) return { status: 'ok' };
    log.warn({ reason }, 'not ready');
    return reply.code(503).send({ status: 'unavailable', reason });
  });
}
