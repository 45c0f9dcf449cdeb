import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { agileRoutes } from './agile-routes.js';
import { cloudRoutes } from './cloud-routes.js';
import { commonRoutes, serverRoutes } from './common-routes.js';
import { createWorld, type WorldOptions } from './generator.js';
import { BadQuery } from './jql.js';
import type { Edition } from './render.js';
import {
  type Fault,
  type Faults,
  type Play,
  type PlayRequest,
  Refused,
  type Route,
} from './route.js';
import type { World } from './types.js';

export interface JiraOptions extends WorldOptions {
  readonly edition?: Edition;
  /** Default: a generated one. */
  readonly world?: World;
  readonly faults?: Faults;
  readonly token?: string;
  readonly port?: number;
}
/** A request and what it was answered. */
export interface Asked {
  readonly method: string;
  readonly url: string;
  readonly path: string;
  /** The path as routes write it; null where there is no such. */
  readonly route: string | null;
  readonly body: unknown;
  readonly status: number;
  readonly answer: unknown;
}
/** A running play server. */
export interface PlayJira {
  readonly url: string;
  readonly token: string;
  readonly email: string;
  /** The settings to connect with. */
  readonly settings: Readonly<Record<string, string>>;
  readonly world: World;
  readonly faults: Faults;
  /** Everything that was asked, in order. */
  readonly requests: readonly Asked[];
  /** Sends a webhook as an admin's hook with a secret does. Returns the status it was answered with. */
  deliver(address: string, secret: string, body: unknown): Promise<number>;
  close(): Promise<void>;
}

const EMAIL = 'reader@example.com';

const patternOf = ({ path }: Route): RegExp =>
  new RegExp(`^${path.replace(/[.]/g, '\\.').replace(/\{[^}]+\}/g, '([^/]+)')}$`);

const isLoggedIn = (
  { edition, faults }: Play,
  authorization: string | null,
  token: string,
): boolean => {
  if (faults.isRefused) return false;
  const basic = `Basic ${Buffer.from(`${EMAIL}:${token}`).toString('base64')}`;
  return authorization === (edition === 'CLOUD' ? basic : `Bearer ${token}`);
};

interface Outcome {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly answer: unknown;
  readonly route: string | null;
}
const refusal = (status: number, message: string, route: string | null = null): Outcome => ({
  ...{ status, route },
  answer: { errorMessages: [message], errors: {} },
});

function outcomeOf(
  play: Play,
  routes: readonly Route[],
  request: PlayRequest,
  token: string,
): Outcome {
  const route = routes.find(
    (one) => one.method === request.method && patternOf(one).test(request.url.pathname),
  );
  const isOpen = request.url.pathname.endsWith('/serverInfo');
  if (!isOpen && !isLoggedIn(play, request.authorization, token)) {
    const reason =
      play.faults.isRefused === 'CAPTCHA' ? 'AUTHENTICATION_DENIED' : 'AUTHENTICATED_FAILED';
    const outcome = refusal(401, 'Client must be authenticated to access this resource.');
    return { ...outcome, headers: { 'x-seraph-loginreason': reason } };
  }
  if (!route) return refusal(404, 'null for uri');
  const parameters = patternOf(route).exec(request.url.pathname)!.slice(1);
  try {
    const answer = route.answer(play, { ...request, parameters });
    return { status: 200, answer, route: route.path };
  } catch (error) {
    if (error instanceof BadQuery) return refusal(400, error.message, route.path);
    if (error instanceof Refused) return refusal(error.status, error.message, route.path);
    throw error;
  }
}

async function requestOf(incoming: IncomingMessage): Promise<PlayRequest> {
  const pieces: Buffer[] = [];
  for await (const piece of incoming) pieces.push(piece as Buffer);
  const text = Buffer.concat(pieces).toString();
  const url = new URL(incoming.url ?? '/', 'http://jira.play');
  return {
    ...{ method: incoming.method ?? 'GET', url, query: url.searchParams, parameters: [] },
    body: text === '' ? null : JSON.parse(text),
    authorization: incoming.headers.authorization ?? null,
  };
}

/** A fault that replaces a good answer. */
type Failure = Exclude<Fault, 'CUT' | { readonly kind: 'SLOW' }>;
const isFailure = (fault: Fault): fault is Failure =>
  fault === 'DROP' || (typeof fault === 'object' && 'status' in fault);

function fail(fault: Failure, response: ServerResponse): void {
  if (fault === 'DROP') {
    response.destroy();
    return;
  }
  const {
    status,
    headers = {},
    body = JSON.stringify({ errorMessages: ['It went wrong.'] }),
  } = fault;
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(body);
}

function sendOutcome(
  { status, headers, answer }: Outcome,
  response: ServerResponse,
  isCut: boolean,
) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  const text = JSON.stringify(answer);
  if (isCut) response.write(text.slice(1), () => response.destroy());
  else response.end(text);
}

const somethingElse = '<!doctype html><html><body>Log in</body></html>';

function handlerOf(play: Play, token: string, asked: Asked[]) {
  const own = play.edition === 'CLOUD' ? cloudRoutes : serverRoutes;
  const routes = [...own, ...commonRoutes(play), ...agileRoutes];
  return async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const request = await requestOf(incoming);
    const { method, url, body } = request;
    const note = (outcome: Omit<Outcome, 'headers'>) =>
      asked.push({ method, url: url.href, path: url.pathname, body, ...outcome });
    const fault = play.faults.before?.(request, asked.length + 1);
    if (fault && isFailure(fault)) {
      note({ status: fault === 'DROP' ? 0 : fault.status, answer: null, route: null });
      fail(fault, response);
      return;
    }
    if (play.faults.isSomethingElse) {
      fail(
        { status: 200, headers: { 'content-type': 'text/html' }, body: somethingElse },
        response,
      );
      return;
    }
    if (typeof fault === 'object') await pause(fault?.milliseconds);
    const outcome = outcomeOf(play, routes, request, token);
    note(outcome);
    sendOutcome(outcome, response, fault === 'CUT');
  };
}

async function deliver(address: string, secret: string, body: unknown): Promise<number> {
  const text = JSON.stringify(body);
  const signature = createHmac('sha256', secret).update(text).digest('hex');
  const headers = {
    'content-type': 'application/json',
    'x-hub-signature': `sha256=${signature}`,
    'x-atlassian-webhook-identifier': signature.slice(0, 32),
  };
  const { status } = await fetch(address, { method: 'POST', headers, body: text });
  return status;
}

/** Starts a Jira on a free port of 127.0.0.1, with a world that tests can change while it runs. */
export async function startJira(options: JiraOptions = {}): Promise<PlayJira> {
  const { edition = 'CLOUD', faults = {}, token = 'play-token', port = 0 } = options;
  const world = options.world ?? createWorld(options);
  const requests: Asked[] = [];
  const handle = handlerOf({ edition, world, faults }, token, requests);
  const server = createServer((incoming, response) => {
    handle(incoming, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const login: Record<string, string> = edition === 'CLOUD' ? { email: EMAIL, token } : { token };
  return {
    ...{ url, token, email: EMAIL, world, faults, requests, deliver },
    settings: { baseUrl: url, ...login },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
