import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { createHttp } from './http.js';
import { STOP_MILLISECONDS } from './limits/limits.js';
import { createQuestions } from './limits/questions.js';
import type { ServerFigures } from './metrics.js';
import type { ServerOptions } from './server-options.js';
import { attachWebSocket } from './sockets/websocket.js';

/** A server that listens. */
export interface Server {
  /** Where GraphiQL is, such as `http://127.0.0.1:4000`. */
  readonly url: string;
  /** Takes no more, finishes what runs, closes sockets with 1001; never longer than 25 s. */
  stop(): Promise<void>;
}

const addressOf = ({ address, port, family }: AddressInfo) =>
  `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;

/**
 * Returns a server that listens for HTTP and WebSocket on one port. Rejects with the system's error, such as `EADDRINUSE`, if it cannot
 * listen.
 * @example
 * ```ts
 * import { type App, createSchema, type ServerOptions, startServer } from 'engineering-insights';
 *
 * export async function serve(app: App, log: ServerOptions['log']) {
 *   const environment = { host: '127.0.0.1', port: 4000, corsOrigins: [] };
 *   const { services, ready } = app;
 *   await app.start();
 *   return startServer({ services, schema: await createSchema(), environment, log, ready });
 * }
 * ```
 */
export async function startServer(options: ServerOptions): Promise<Server> {
  const state = { stopping: false };
  const questions = createQuestions();
  const figures = (): ServerFigures => ({
    gate: questions.gate.figures,
    shared: questions.shared.figures,
    kept: questions.kept.figures,
    ...sockets.figures(),
  });
  const http = await createHttp(options, questions, state, figures);
  const sockets = attachWebSocket(http.app.server, options, questions);
  await http.app.listen({ host: options.environment.host, port: options.environment.port });

  async function drain(): Promise<void> {
    await sockets.close();
    await http.close();
  }
  return {
    url: addressOf(http.app.server.address() as AddressInfo),
    async stop() {
      state.stopping = true;
      const isDrained = drain().then(() => true);
      const late = pause(STOP_MILLISECONDS, false, { ref: false });
      if (await Promise.race([isDrained, late])) return;
      options.log.warn('requests were still running after 25 s and were cut off');
      http.app.server.closeAllConnections();
    },
  };
}
