import { createHmac, randomUUID } from 'node:crypto';
import { type PlayRequest, Reply } from '../kit/route.js';
import { startVendorServer, type VendorServer } from '../kit/server.js';
import { ciRoutes } from './ci-routes.js';
import { codeRoutes } from './code-routes.js';
import { createWorld, type WorldOptions } from './generator.js';
import type { World } from './types.js';

export interface GitlabOptions extends Partial<WorldOptions> {
  /** Default: a generated one. */
  readonly world?: World;
  readonly token?: string;
  readonly port?: number;
  /** Path that GitLab lies below, such as `/gitlab`. */
  readonly below?: string;
}

/** A running play server. */
export interface PlayGitlab extends Omit<VendorServer<World>, 'url'> {
  /** The address that people open. */
  readonly url: string;
  readonly token: string;
  /** The settings to connect with. */
  readonly settings: Readonly<Record<string, string>>;
  /** Sends a webhook as GitLab does, in the form that the secret belongs to. Returns the status it was answered with. */
  deliver(address: string, secret: string, event: string, body: unknown): Promise<number>;
}

const tokenIn = ({ headers }: PlayRequest): string | null => {
  const [, bearer] = /^Bearer (.+)$/.exec(headers.authorization ?? '') ?? [];
  const own = headers['private-token'];
  return bearer ?? (typeof own === 'string' ? own : null);
};

/** They need less than the API. */
const withoutScope = /\/(?:user|personal_access_tokens\/self)$/;

const admitting =
  (token: string) =>
  (request: PlayRequest, { scopes }: World): Reply | null => {
    if (tokenIn(request) !== token) return new Reply(401, { message: '401 Unauthorized' });
    const may = scopes.includes('read_api') || scopes.includes('api');
    if (may || withoutScope.test(request.url.pathname)) return null;
    return new Reply(403, {
      ...{ error: 'insufficient_scope', scope: 'api read_api' },
      error_description:
        'The request requires higher privileges than provided by the access token.',
    });
  };

const SIGNING_PREFIX = 'whsec_';

/** Returns the headers that prove a delivery: a signature, or the secret itself. */
export function proofOf(
  secret: string,
  { id, seconds, text }: { id: string; seconds: number; text: string },
): Record<string, string> {
  if (!secret.startsWith(SIGNING_PREFIX)) return { 'x-gitlab-token': secret };
  const key = Buffer.from(secret.slice(SIGNING_PREFIX.length), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${seconds}.${text}`).digest('base64');
  return { 'webhook-timestamp': String(seconds), 'webhook-signature': `v1,${signature}` };
}

const deliver: PlayGitlab['deliver'] = async (address, secret, event, body) => {
  const text = JSON.stringify(body);
  const id = randomUUID();
  const headers = {
    ...{ 'content-type': 'application/json', 'user-agent': 'GitLab/18.6.1' },
    ...{ 'x-gitlab-event': event, 'idempotency-key': id, 'webhook-id': id },
    ...proofOf(secret, { id, seconds: Math.floor(Date.now() / 1_000), text }),
  };
  const { status } = await fetch(address, { method: 'POST', headers, body: text });
  return status;
};

/** Starts a GitLab on a free port of 127.0.0.1, with a world that tests can change while it runs. */
export async function startGitlab(options: GitlabOptions = {}): Promise<PlayGitlab> {
  const { token = 'glpat-play-token-of-reader', below = '', now = Date.now(), port = 0 } = options;
  const { size } = options;
  const world = options.world ?? createWorld({ now, ...(size === undefined ? {} : { size }) });
  const server = await startVendorServer<World>({
    ...{
      world,
      port,
      routes: [...codeRoutes, ...ciRoutes],
      prefix: `${below}/api/v4`,
      admit: admitting(token),
    },
    unknown: () => new Reply(404, { error: '404 Not Found' }),
    headers: () => ({
      date: new Date(world.now).toUTCString(),
      ...{ 'ratelimit-limit': '2000', 'ratelimit-remaining': '1900', 'ratelimit-observed': '100' },
      'ratelimit-reset': String(Math.ceil(Date.now() / 60_000) * 60),
    }),
  });
  const url = server.url + below;
  world.address = url;
  return { ...server, url, token, settings: { baseUrl: url, token }, deliver };
}
