import type { Cost } from '../graphql/cost.js';
import { answerQuery, type GraphqlAnswer, type Question, weigh } from '../graphql/execute.js';
import { prepareQuery } from '../graphql/schema.js';
import { matchRoute } from '../rest/match.js';
import { Refused, runRoute } from '../rest/route.js';
import { instant, type View } from '../view.js';
import type { World } from '../world/world.js';
import type { AppRegistration } from './app.js';
import type { Rates, RateWindow, Resource } from './rates.js';
import { type Reply, refusal } from './reply.js';
import type { Token } from './tokens.js';

/** A request that was read, before anything is known of it. */
export interface Incoming {
  readonly method: string;
  /** Below the API: without `/api/v3` and without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly isGraphql: boolean;
  readonly body: string;
  readonly credential: string;
  readonly web: string;
  readonly api: string;
  readonly world: World;
}

export interface Desk {
  readonly world: World;
  readonly tokens: readonly Token[];
  readonly app: AppRegistration;
  /** Null where limits are switched off, as on an Enterprise Server. */
  readonly rates: Rates | null;
  readonly now: () => number;
}

/** Returns the operation of a request, in the terms of the contract. */
export function operationOf({ world }: Desk, { method, path, isGraphql, body }: Incoming): string {
  if (!isGraphql) return operationName(world, method, path);
  const { document } = prepareQuery(questionOf(body).query);
  for (const definition of document?.definitions ?? [])
    if (definition.kind === 'OperationDefinition') return definition.name?.value ?? 'anonymous';
  return 'unreadable';
}

function operationName(world: World, method: string, path: string): string {
  const match = matchRoute(method, path, world);
  return match === null ? 'unknown' : `${method} ${match.route.path}`;
}

export function questionOf(body: string): Question {
  const {
    query,
    variables,
    operationName: name,
  } = readJson(body) as Partial<Record<string, unknown>>;
  return {
    query: String(query ?? ''),
    variables: (variables ?? {}) as Question['variables'],
    operationName: typeof name === 'string' ? name : null,
  };
}

function readJson(body: string): object {
  try {
    return (JSON.parse(body) ?? {}) as object;
  } catch {
    return {};
  }
}

const resourceOf = ({ isGraphql, path }: Incoming): Resource => {
  if (isGraphql) return 'graphql';
  return path.startsWith('/search/') ? 'search' : 'core';
};

/** Returns null for a credential that is no token: it may be a JWT of the App. */
function tokenOf({ tokens, app, now }: Desk, credential: string): Token | null {
  const found = tokens.find(({ value }) => value === credential) ?? app.find(credential);
  return found !== null && (found.expiresAt ?? Number.POSITIVE_INFINITY) > now() ? found : null;
}

const isForApp = ({ path }: Incoming): boolean => path === '/app' || path.startsWith('/app/');

const rateBody = ({ limit, used, remaining, resetsAt }: RateWindow) => ({
  limit,
  used,
  remaining,
  reset: resetsAt / 1_000,
});

function rateHeaders(window: RateWindow, resource: Resource): Record<string, string> {
  const { limit, used, remaining, reset } = rateBody(window);
  return {
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(remaining),
    'x-ratelimit-used': String(used),
    'x-ratelimit-reset': String(reset),
    'x-ratelimit-resource': resource,
  };
}

/** The scopes of a token, reported with each response. */
function scopeHeaders(token: Token | null, permission: string | undefined): Record<string, string> {
  if (token === null) return {};
  if (token.kind === 'CLASSIC')
    return { 'x-oauth-scopes': token.scopes.join(', '), 'x-accepted-oauth-scopes': 'repo' };
  return permission === undefined ? {} : { 'x-accepted-github-permissions': `${permission}=read` };
}

function ratesBody({ rates, now }: Desk, token: Token | null): object {
  if (rates === null) throw new Refused(refusal(404, 'Rate limiting is not enabled.'));
  const at = now();
  const [core, graphql, search] = (['core', 'graphql', 'search'] as const).map((resource) =>
    rateBody(rates.window(token, resource, at)),
  );
  return { resources: { core, graphql, search }, rate: core };
}

const isSettled = (weighed: Cost | GraphqlAnswer): weighed is GraphqlAnswer => 'body' in weighed;

const graphqlReply = ({ body }: GraphqlAnswer): Reply => ({ status: 200, body });

/** An hour that is used up: REST refuses with 403, GraphQL answers 200 with an error. */
function usedUp(token: Token | null, isGraphql: boolean): Reply {
  const message = `API rate limit exceeded for user ID ${token?.person.id ?? 0}.`;
  if (!isGraphql) return refusal(403, message);
  return { status: 200, body: { errors: [{ type: 'RATE_LIMITED', message }] } };
}

function answerGraphql(desk: Desk, incoming: Incoming, view: View): Reply {
  const { token } = view;
  const question = questionOf(incoming.body);
  const weighed = weigh(question, view);
  const points = isSettled(weighed) ? weighed.cost.points : weighed.points;
  if (desk.rates?.take(token, 'graphql', points, view.now) === false) return usedUp(token, true);
  if (isSettled(weighed)) return graphqlReply(weighed);
  const window = desk.rates?.window(token, 'graphql', view.now);
  const rate =
    window === undefined
      ? null
      : {
          limit: window.limit,
          remaining: window.remaining,
          used: window.used,
          resetAt: instant(window.resetsAt),
        };
  return graphqlReply(answerQuery(question, view, weighed, rate));
}

function answerRest(desk: Desk, incoming: Incoming, view: View): Reply {
  const { method, path: given, query, body, credential } = incoming;
  const match = matchRoute(method, given, desk.world);
  if (match === null) return refusal(404, 'Not Found');
  const { route, params, path } = match;
  const { token } = view;
  const rates = () => ratesBody(desk, token);
  const parsed = method === 'POST' ? readJson(body) : null;
  const reply = runRoute(route, {
    view,
    path,
    params,
    query,
    credential,
    rates,
    body: parsed,
    app: desk.app,
  });
  return { ...reply, headers: { ...scopeHeaders(token, route.permission), ...reply.headers } };
}

const secondaryLimit = (): Reply =>
  refusal(
    403,
    'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
    {
      'retry-after': '60',
    },
  );

/** Responds without an hour's count if the limits are off; `/rate_limit` and a 304 cost nothing. */
function counted(desk: Desk, incoming: Incoming, view: View): Reply {
  const { rates } = desk;
  const { token, now } = view;
  if (rates?.begin(token, now) === false) return secondaryLimit();
  if (incoming.isGraphql) return answerGraphql(desk, incoming, view);
  const isFree = incoming.path === '/rate_limit';
  const resource = resourceOf(incoming);
  if (!isFree && rates?.window(token, resource, now).remaining === 0) return usedUp(token, false);
  return answerRest(desk, incoming, view);
}

export interface Answered {
  readonly reply: Reply;
  readonly view: View;
  /** Counts a call of REST once it is known that it is no 304. */
  count(): Readonly<Record<string, string>>;
}

/** Responds to one request as GitHub would. */
export function answerRequest(desk: Desk, incoming: Incoming): Answered {
  const { credential, isGraphql, path, web, api } = incoming;
  const now = desk.now();
  const token = tokenOf(desk, credential);
  const view: View = { world: desk.world, token, web, api, now };
  const resource = resourceOf(incoming);
  const isFree = isGraphql || path === '/rate_limit';
  const count = (): Record<string, string> => {
    if (desk.rates === null) return {};
    if (!isFree) desk.rates.take(token, resource, 1, now);
    return rateHeaders(desk.rates.window(token, resource, now), resource);
  };
  const isUnknown = credential !== '' && token === null && !isForApp(incoming);
  const isAnonymousQuery = isGraphql && token === null;
  if (isUnknown || isAnonymousQuery) {
    const message = isUnknown
      ? 'Bad credentials'
      : 'This endpoint requires you to be authenticated.';
    return { view, count, reply: refusal(401, message) };
  }
  try {
    return { view, count, reply: counted(desk, incoming, view) };
  } finally {
    desk.rates?.end(token);
  }
}
