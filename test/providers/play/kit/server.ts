import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { type Effect, Faults } from './faults.js';
import { type PlayRequest, parametersOf, Refused, Reply, type Route } from './route.js';

/** A request and what it was answered. */
export interface Asked {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly path: string;
  /** The path as routes write it; null where there is no such. */
  readonly route: string | null;
  readonly headers: PlayRequest['headers'];
  readonly body: unknown;
  /** 0: the connection was dropped. */
  readonly status: number;
  readonly answer: unknown;
}

export interface VendorOptions<World> {
  readonly world: World;
  readonly routes: readonly Route<World>[];
  /** Path before every route, such as `/api/v4`. Default: none. */
  readonly prefix?: string;
  /** Returns the refusal of a credential; null where the request is admitted. */
  readonly admit: (request: PlayRequest, world: World) => Reply | null;
  /** Returns the answer where no route has the path. */
  readonly unknown?: (request: PlayRequest) => Reply;
  /** Headers of every answer, such as those of a limit. */
  readonly headers?: (request: PlayRequest) => Readonly<Record<string, string>>;
  /** 0: any free one. */
  readonly port?: number;
}

/** A vendor that plays on a socket of 127.0.0.1. */
export interface VendorServer<World> {
  /** Origin, without the prefix. */
  readonly url: string;
  /** Tests may change it while the server runs. */
  readonly world: World;
  /** Everything that was asked, in order. */
  readonly requests: readonly Asked[];
  /** The failures that are still to come. */
  readonly faults: Faults;
  close(): Promise<void>;
}

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

async function requestOf(incoming: IncomingMessage): Promise<PlayRequest> {
  const pieces: Buffer[] = [];
  for await (const piece of incoming) pieces.push(piece as Buffer);
  const text = Buffer.concat(pieces).toString();
  const url = new URL(incoming.url ?? '/', 'http://vendor.play');
  const { method = 'GET', headers } = incoming;
  const query = url.searchParams;
  return { method, url, query, headers, text, body: jsonOf(text), parameters: {} };
}

interface Outcome {
  readonly reply: Reply;
  readonly route: string | null;
}

function run<World>(route: Route<World>, world: World, request: PlayRequest): Reply {
  try {
    const answer = route.answer(world, request);
    return answer instanceof Reply ? answer : new Reply(200, answer);
  } catch (error) {
    if (error instanceof Refused) return error.reply;
    throw error;
  }
}

function outcomeOf<World>(options: VendorOptions<World>, request: PlayRequest): Outcome {
  const { world, routes, prefix = '', admit, unknown } = options;
  const refused = admit(request, world);
  if (refused) return { reply: refused, route: null };
  for (const route of routes) {
    const path = prefix + route.path;
    const parameters =
      route.method === request.method ? parametersOf(path, request.url.pathname) : null;
    if (parameters)
      return { reply: run(route, world, { ...request, parameters }), route: route.path };
  }
  const reply = unknown?.(request) ?? new Reply(404, { message: '404 Not Found' });
  return { reply, route: null };
}

const textOf = (body: unknown): string =>
  typeof body === 'string' ? body : JSON.stringify(body ?? null);

/** Sends a reply, or half of it where it is cut. */
function send({ status, body, headers }: Reply, response: ServerResponse, isCut = false): void {
  const isHtml = typeof body === 'string' && /^\s*</.test(body);
  const text = textOf(body);
  response.writeHead(status, {
    'content-type': isHtml ? 'text/html' : 'application/json',
    ...headers,
  });
  if (isCut) response.write(text.slice(0, text.length / 2), () => response.destroy());
  else response.end(text);
}

/** Returns the reply that replaces what the vendor would answer; null where it is left. */
const replacing = (effect: Effect | null): Reply | null =>
  effect?.kind === 'ANSWER' ? new Reply(effect.status, effect.body, effect.headers) : null;

function handlerOf<World>(options: VendorOptions<World>, faults: Faults, requests: Asked[]) {
  const noted = ({ method, url, headers, body }: PlayRequest, { reply, route }: Outcome) =>
    requests.push({
      ...{ method, url: url.pathname + url.search, path: url.pathname, headers, body, route },
      ...{ status: reply.status, answer: reply.body },
    });
  return async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const request = await requestOf(incoming);
    const { method, url } = request;
    const seen = { method, path: url.pathname, operation: url.pathname, token: null };
    const effect = faults.strike({ ...seen, count: requests.length + 1, variables: {} });
    if (effect?.kind === 'DROP') {
      noted(request, { reply: new Reply(0, null), route: null });
      response.destroy();
      return;
    }
    const replaced = replacing(effect);
    const { reply, route } = replaced
      ? { reply: replaced, route: null }
      : outcomeOf(options, request);
    noted(request, { reply, route });
    if (effect?.kind === 'SLOW') await pause(effect.milliseconds);
    const body = effect?.kind === 'CHANGE' ? effect.change(reply.body) : reply.body;
    const headers = { ...options.headers?.(request), ...reply.headers };
    send(new Reply(reply.status, body, headers), response, effect?.kind === 'CUT');
  };
}

/** Starts a vendor on a port of 127.0.0.1. */
export async function startVendorServer<World>(
  options: VendorOptions<World>,
): Promise<VendorServer<World>> {
  const requests: Asked[] = [];
  const faults = new Faults([]);
  const handle = handlerOf(options, faults, requests);
  const server = createServer((incoming, response) => {
    handle(incoming, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = () =>
    new Promise<void>((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  return { url, world: options.world, requests, faults, close };
}
