import { createHmac, randomUUID } from 'node:crypto';
import type { PlayRequest, Reply } from '../kit/route.js';
import { startVendorServer, type VendorServer } from '../kit/server.js';
import { createWorld, type WorldOptions } from './generator.js';
import { failure } from './lists.js';
import { routes } from './routes.js';
import type { World } from './types.js';

export interface BitbucketOptions extends WorldOptions {
  /** Default: a generated one. */
  readonly world?: World;
  readonly token?: string;
  readonly port?: number;
}

/** A running play server. */
export interface PlayBitbucket extends VendorServer<World> {
  readonly token: string;
  /** A token of the workspace, which logs in alone. */
  readonly accessToken: string;
  readonly email: string;
  /** The settings to connect with. */
  readonly settings: Readonly<Record<string, string>>;
  /** Sends a webhook as one with a secret does. Returns the status it was answered with. */
  deliver(address: string, secret: string, event: string, body: unknown): Promise<number>;
}

const EMAIL = 'reader@example.com';
const ACCESS_TOKEN = 'play-access-token-of-harbour';

/** The scope that a path needs; null for none. */
function scopeOf(path: string): string | null {
  if (/^\/2\.0\/user(?:\/|$)/.test(path)) return 'account';
  if (path.includes('/pullrequests')) return 'pullrequest';
  if (/\/(?:pipelines|deployments|environments)(?:\/|$)/.test(path)) return 'pipeline';
  return 'repository';
}

const admit =
  (token: string) =>
  ({ headers, url }: PlayRequest, { scopes }: World): Reply | null => {
    const basic = `Basic ${Buffer.from(`${EMAIL}:${token}`).toString('base64')}`;
    const isAccessToken = headers.authorization === `Bearer ${ACCESS_TOKEN}`;
    const scope = scopeOf(url.pathname);
    if (!isAccessToken && headers.authorization !== basic)
      return failure(401, 'Token is invalid, expired, or not supported for this endpoint.');
    if (isAccessToken && scope === 'account')
      return failure(403, 'This API is not accessible by access tokens.');
    if (scope === null || scopes.has(scope)) return null;
    return failure(403, 'Your credentials lack one or more required privilege scopes.', {
      granted: [...scopes],
      required: [scope],
    });
  };

async function deliver(
  address: string,
  secret: string,
  event: string,
  body: unknown,
): Promise<number> {
  const text = JSON.stringify(body);
  const signature = createHmac('sha256', secret).update(text).digest('hex');
  const headers = {
    'content-type': 'application/json',
    'x-event-key': event,
    'x-request-uuid': randomUUID(),
    'x-hub-signature': `sha256=${signature}`,
  };
  const { status } = await fetch(address, { method: 'POST', headers, body: text });
  return status;
}

/** Starts a Bitbucket Cloud on a free port of 127.0.0.1, with a world that tests can change while it runs. */
export async function startBitbucket(options: BitbucketOptions = {}): Promise<PlayBitbucket> {
  const { token = 'play-token-of-reader', port = 0 } = options;
  const world = options.world ?? createWorld(options);
  const server = await startVendorServer({
    ...{ world, routes, port, prefix: '/2.0' },
    admit: admit(token),
    unknown: () => failure(404, 'Resource not found'),
    headers: () => ({
      date: new Date(Date.now() + world.ahead).toUTCString(),
      'x-oauth-scopes': [...world.scopes].join(', '),
      'x-ratelimit-limit': '1000',
      'x-ratelimit-nearlimit': 'false',
    }),
  });
  return {
    ...server,
    ...{ token, accessToken: ACCESS_TOKEN, email: EMAIL, deliver },
    settings: { baseUrl: server.url, email: EMAIL, token, workspaces: world.workspaces[0] ?? '' },
  };
}
