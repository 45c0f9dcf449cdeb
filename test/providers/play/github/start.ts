import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Effect, type Fault, Faults } from '../kit/faults.js';
import { generateWorld } from './generated/generate.js';
import { type AppRegistration, registerApp } from './server/app.js';
import {
  answerRequest,
  type Desk,
  type Incoming,
  operationOf,
  questionOf,
} from './server/handle.js';
import { type Holder, holdToContract } from './server/hold.js';
import { type RateLimits, Rates } from './server/rates.js';
import type { Reply } from './server/reply.js';
import { questionOf as fingerprintOf, type RequestRecord } from './server/requests.js';
import { sendReply } from './server/send.js';
import { createToken, type Token, type TokenOptions } from './server/tokens.js';
import type { World } from './world/world.js';

export interface GithubOptions {
  /** Default: a small company. */
  readonly world?: World;
  readonly faults?: readonly Fault[];
  /** The first is the one that `token` of the server is; default: one good classic token. */
  readonly tokens?: readonly TokenOptions[];
  /** `OFF` as on an Enterprise Server, which has none of its own; default: 5,000 an hour. */
  readonly limits?: RateLimits | 'OFF';
  /** Permissions of the App's installation. Default: all. */
  readonly appPermissions?: Token['permissions'];
  /** Default: any free one. */
  readonly port?: number;
  /** The address of the web pages as answers name it; default: its own. */
  readonly web?: string;
  readonly clock?: () => number;
  /** How far its clock is wrong, in milliseconds. */
  readonly skew?: number;
  /** After so many requests it is gone: the next one finds nobody, and open connections end. */
  readonly closeAfter?: number;
  /** Holds every request and answer to GitHub's contract, where it is at hand: see `violations`. */
  readonly isHeld?: boolean;
}

export interface GithubServer {
  /** The base address, as a user enters it: of an Enterprise Server. */
  readonly url: string;
  readonly port: number;
  /** The value of the first token. */
  readonly token: string;
  readonly tokens: readonly Token[];
  readonly app: AppRegistration;
  readonly world: World;
  readonly requests: readonly RequestRecord[];
  readonly faults: Faults;
  /** Requests and answers that break GitHub's contract; empty without the contract. */
  readonly violations: readonly string[];
  close(): Promise<void>;
}

/** Reads a body whole. */
async function readBody(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString();
}

function credentialOf({ headers }: IncomingMessage): string {
  const [kind = '', rest = ''] = (headers.authorization ?? '').split(' ');
  if (/^basic$/i.test(kind)) return Buffer.from(rest, 'base64').toString().split(':').at(-1) ?? '';
  return /^(?:bearer|token)$/i.test(kind) ? rest : '';
}

/** Both forms of address: `/api/v3` and `/api/graphql` of an Enterprise Server, and the bare ones of `api.github.com`. */
function incomingOf(request: IncomingMessage, body: string, web: string, world: World): Incoming {
  const { pathname, searchParams } = new URL(request.url ?? '/', web);
  const isEnterprise = pathname.startsWith('/api/');
  const path = pathname.replace(/^\/api\/v3(?=\/|$)/, '').replace(/^\/api(?=\/graphql$)/, '');
  const isCloud = request.headers.host === 'api.github.com';
  return {
    method: request.method ?? 'GET',
    path: path === '' ? '/' : path,
    query: searchParams,
    isGraphql: path === '/graphql',
    body,
    world,
    credential: credentialOf(request),
    web: isCloud ? 'https://github.com' : web,
    api: isCloud ? 'https://api.github.com' : `${web}${isEnterprise ? '/api/v3' : ''}`,
  };
}

const sleep = (milliseconds: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

interface Room {
  readonly desk: Desk;
  readonly faults: Faults;
  readonly requests: RequestRecord[];
  readonly holder: Holder | null;
  readonly web: () => string;
}

/** Returns the answer as a fault changes it. */
function changed(reply: Reply, effect: Effect | null): Reply {
  if (effect?.kind === 'ANSWER') return effect;
  if (effect?.kind !== 'CHANGE' || reply.status !== 200) return reply;
  return { ...reply, body: effect.change(structuredClone(reply.body)) };
}

async function serve(room: Room, request: IncomingMessage, response: ServerResponse) {
  const body = await readBody(request);
  const incoming = incomingOf(request, body, room.web(), room.desk.world);
  const path = request.url ?? '/';
  const operation = operationOf(room.desk, incoming);
  const record: RequestRecord = {
    method: incoming.method,
    path,
    operation,
    token: incoming.credential === '' ? null : incoming.credential,
    question: fingerprintOf(incoming.method, path, body),
    status: 0,
    bytes: 0,
  };
  room.requests.push(record);
  const effect = room.faults.strike({
    ...record,
    count: room.requests.length,
    variables: incoming.isGraphql ? questionOf(body).variables : {},
  });
  if (effect?.kind === 'SLOW') await sleep(effect.milliseconds);
  if (effect?.kind === 'DROP') return void request.socket.destroy();
  const answered = answerRequest(room.desk, incoming);
  room.holder?.hold(record, answered.reply, incoming);
  const reply = changed(answered.reply, effect);
  const { status, bytes } = sendReply(
    request,
    response,
    reply,
    headersFor(room, answered.count),
    effect,
  );
  record.status = status;
  record.bytes = bytes;
}

const headersFor =
  ({ desk }: Room, count: () => Readonly<Record<string, string>>) =>
  (status: number): Record<string, string> => ({
    date: new Date(desk.now()).toUTCString(),
    'x-github-enterprise-version': 'enterprise-server@3.19.1',
    'x-github-api-version-selected': '2022-11-28',
    ...(status === 304 ? {} : count()),
  });

/** Starts a GitHub on 127.0.0.1. Close it when done. */
export async function startGithub(options: GithubOptions = {}): Promise<GithubServer> {
  const world = options.world ?? generateWorld();
  const { skew = 0, clock = Date.now, limits = {} } = options;
  const tokens = (options.tokens ?? [{}]).map((one, n) => createToken(world, one, n));
  const app = registerApp(world, options.appPermissions);
  const rates = limits === 'OFF' ? null : new Rates(limits);
  const faults = new Faults(options.faults ?? []);
  const requests: RequestRecord[] = [];
  const holder = options.isHeld ? await holdToContract() : null;
  const desk: Desk = { world, tokens, app, rates, now: () => clock() + skew };
  const at = { port: 0 };
  const room: Room = {
    desk,
    faults,
    requests,
    holder,
    web: () => options.web ?? `http://127.0.0.1:${at.port}`,
  };
  const server = createServer((request, response) => {
    const last = options.closeAfter ?? Number.POSITIVE_INFINITY;
    if (requests.length >= last) {
      server.close();
      server.closeAllConnections();
      return;
    }
    serve(room, request, response).catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(500).end(String(error));
    });
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  at.port = (server.address() as AddressInfo).port;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return {
    url: `http://127.0.0.1:${at.port}`,
    port: at.port,
    token: tokens[0]!.value,
    violations: holder?.violations ?? [],
    tokens,
    app,
    world,
    requests,
    faults,
    close,
  };
}
