import type { Server as HttpServer, IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ExecutionArgs } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { KeyEnd, Viewer } from '../../model/access.js';
import { withoutSecrets } from '../../model/facts/open-secret.js';
import { socketLimits as limits } from '../limits/limits.js';
import type { Questions } from '../limits/questions.js';
import { Quota } from '../limits/quota.js';
import { presented } from '../request.js';
import type { ServerOptions } from '../server-options.js';
import { endOf, refusalOf, secretInParams } from '../viewer.js';
import { closeCodes } from './close-codes.js';
import { Connections } from './connections.js';
import { KeyWatch } from './key-watch.js';
import {
  Connection,
  type ConnectionParts,
  deadlineFor,
  type SocketContext,
} from './socket-connection.js';

function hostOf(origin: string): string | null {
  try {
    return new URL(origin).host;
  } catch {
    return null;
  }
}

/** True for programs, for our own page, and for pages of the listed origins: browsers check no CORS for WebSockets. */
function isWelcome(headers: IncomingHttpHeaders, origins: readonly string[]): boolean {
  const { origin, host } = headers;
  if (origin === undefined) return true;
  return origins.includes(origin) || (host !== undefined && hostOf(origin) === host);
}

function refuseUpgrade(socket: Duplex, status: string): void {
  // A refused client may never close its own side.
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/**
 * Makes a socket give its reasons, to the client and to the log, without secrets. The protocol repeats what a client sent, such as the
 * id of a subscription.
 */
function openReasons(socket: WebSocket, { log }: ServerOptions): void {
  const close = socket.close.bind(socket);
  socket.close = (code, reason) => close(code, reason && withoutSecrets(String(reason)));
  // Without this, graphql-ws writes to the console whatever a client can provoke, such as a
  // message that is too long.
  socket.removeAllListeners('error');
  socket.on('error', ({ message }) =>
    log.info({ reason: withoutSecrets(message) }, 'socket broken'),
  );
}

function takeUpgrades(http: HttpServer, sockets: WebSocketServer, options: ServerOptions) {
  const { environment } = options;
  http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (request.url?.split('?', 1)[0] !== '/graphql') return refuseUpgrade(socket, '404 Not Found');
    if (!isWelcome(request.headers, environment.corsOrigins))
      return refuseUpgrade(socket, '403 Forbidden');
    sockets.handleUpgrade(request, socket, head, (opened) => {
      sockets.emit('connection', opened, request);
      openReasons(opened, options);
    });
  });
}

const close = (socket: WebSocket, code: number, reason: string): null => {
  socket.close(code, reason);
  return null;
};

async function viewerOf(
  secret: string | null,
  services: ServerOptions['services'],
): Promise<Viewer | KeyEnd | null> {
  if (secret === null) return null;
  return (await services.access.authenticate(secret)) ?? endOf(services, secret);
}

/** Returns the connection of an admitted socket; closes one that is not, with a code and a reason. */
async function admit(
  socket: WebSocket,
  params: Readonly<Record<string, unknown>> | undefined,
  parts: ConnectionParts,
): Promise<Connection | null> {
  const secret = secretInParams(params);
  const { options } = parts;
  const viewer = await deadlineFor(options).run(() => viewerOf(secret, options.services));
  if (secret === null || viewer === null || typeof viewer === 'string')
    return close(socket, closeCodes.FORBIDDEN, refusalOf(viewer as KeyEnd | null));
  const connection = new Connection(socket, secret, viewer, parts);
  const { limit } = parts.connections;
  if (!(await parts.connections.take(viewer.key, connection))) {
    connection.end();
    const reason = `This key holds ${limit} connections already; close one, or try again later`;
    return close(socket, closeCodes.TOO_MANY_CONNECTIONS, reason);
  }
  // A client that left while the key was looked up sends no further close event, so nobody would
  // end this later.
  if (socket.readyState !== socket.OPEN) connection.end();
  return connection;
}

const connectionOf = ({ contextValue }: ExecutionArgs) =>
  (contextValue as SocketContext).connection;

function watchKeys(options: ServerOptions): KeyWatch {
  const { access } = options.services;
  const lookUp = (secret: string) => deadlineFor(options).run(() => access.authenticate(secret));
  return new KeyWatch(lookUp, limits.keyCheckMilliseconds);
}

const serverSettings = ({ patience }: ServerOptions) => ({
  noServer: true,
  // The size of a packed message would be known only as it is unpacked.
  perMessageDeflate: false,
  maxPayload: limits.messageBytes,
  closeTimeout: patience?.farewell ?? limits.farewellMilliseconds,
});

/** Serves subscriptions, queries and mutations over `graphql-transport-ws` on the port of HTTP. */
export function attachWebSocket(http: HttpServer, options: ServerOptions, questions: Questions) {
  const sockets = new WebSocketServer(serverSettings(options));
  const { environment } = options;
  const watch = watchKeys(options);
  const parts: ConnectionParts = {
    options,
    watch,
    questions,
    connections: new Connections(
      environment.connectionsPerKey ?? limits.connectionsPerKey,
      limits.probeMilliseconds,
    ),
    subscriptions: new Quota(environment.subscriptionsPerKey ?? limits.subscriptionsPerKey),
  };
  const open = new WeakMap<WebSocket, Connection>();
  const of = (socket: WebSocket) => open.get(socket)!;
  const presentAll = (errors: readonly unknown[], id: string) =>
    errors.map((error) => presented(error, options.log, id));

  const server = useServer(
    {
      connectionInitWaitTimeout: options.patience?.init ?? limits.initMilliseconds,
      execute: (args) => connectionOf(args).execute(args),
      subscribe: (args) => connectionOf(args).subscribe(args),
      onConnect: async ({ connectionParams, extra }) => {
        const { socket } = extra;
        const connection = await admit(socket, connectionParams, parts).catch((error) => {
          // If the database cannot be reached, the client connects again later.
          const { message } = presented(error, options.log);
          return close(socket, closeCodes.TRY_AGAIN_LATER, message.slice(0, 120));
        });
        if (connection) open.set(socket, connection);
        return connection !== null;
      },
      onSubscribe: ({ extra }, _id, payload) => of(extra.socket).prepare(payload),
      onNext: ({ extra }, _id, _payload, _args, { errors, data = null }) =>
        errors ? { data, errors: presentAll(errors, of(extra.socket).id) } : { data },
      onError: ({ extra }, _id, _payload, errors) => presentAll(errors, of(extra.socket).id),
      onClose: ({ extra }) => open.get(extra.socket)?.end(),
    },
    sockets,
    limits.pingMilliseconds,
  );
  takeUpgrades(http, sockets, options);
  return {
    /** Ends every socket with 1001 and takes no more. */
    async close() {
      watch.stop();
      await server.dispose();
    },
    /** Returns the connections and subscriptions of all keys at the moment. */
    figures: () => ({
      connections: parts.connections.held,
      subscriptions: parts.subscriptions.held,
    }),
  };
}
