import { createHmac, randomUUID } from 'node:crypto';
import { type PlayRequest, Reply } from '../kit/route.js';
import { startVendorServer, type VendorServer } from '../kit/server.js';
import { createWorld, type WorldOptions } from './generator.js';
import { refusal, routes } from './routes.js';
import type { World } from './types.js';

export interface BitbucketOptions extends WorldOptions {
  readonly world?: World;
  readonly port?: number;
}
export interface PlayBitbucket extends VendorServer<World> {
  /** Address of the pages, with the path that they lie below. */
  readonly address: string;
  /** The settings to connect with. */
  readonly settings: Readonly<Record<string, string>>;
  /** Sends a webhook signed with the secret; returns the status that it was answered with. */
  deliver(url: string, secret: string, event: string, body: object): Promise<number>;
}

const ANYBODY = /\/application-properties$/;

const isLoggedIn = ({ headers }: PlayRequest, { token, username, password }: World): boolean => {
  const basic = Buffer.from(`${username}:${password}`).toString('base64');
  return [`Bearer ${token}`, `Basic ${basic}`].includes(headers.authorization ?? '');
};

function admit(request: PlayRequest, world: World): Reply | null {
  if (world.wantsCaptcha) {
    const reply = refusal(403, 'CAPTCHA required.', 'auth.IncorrectPasswordAuthentication');
    const reason = `CAPTCHA_CHALLENGE; login-url=http://${request.headers.host}/login`;
    return new Reply(403, reply.body, { 'x-authentication-denied-reason': reason });
  }
  if (isLoggedIn(request, world)) return null;
  if (request.headers.authorization !== undefined)
    return refusal(
      401,
      'Authentication failed. Please check your credentials and try again.',
      'auth.IncorrectPasswordAuthentication',
    );
  return ANYBODY.test(request.url.pathname)
    ? null
    : refusal(401, 'You are not permitted to access this resource', 'Authorisation');
}

async function deliver(url: string, secret: string, event: string, body: object): Promise<number> {
  const text = JSON.stringify(body);
  const signature = createHmac('sha256', secret).update(text).digest('hex');
  const headers = {
    ...{ 'content-type': 'application/json; charset=utf-8', 'x-event-key': event },
    ...{ 'x-request-id': randomUUID(), 'x-hub-signature': `sha256=${signature}` },
  };
  const { status } = await fetch(url, { method: 'POST', headers, body: text });
  return status;
}

/** Starts a Bitbucket Data Center that plays a company. */
export async function startBitbucket(options: BitbucketOptions = {}): Promise<PlayBitbucket> {
  const world = options.world ?? createWorld(options);
  const headers = (request: PlayRequest): Record<string, string> => ({
    ...(isLoggedIn(request, world) ? { 'x-ausername': world.username } : {}),
    ...{ 'x-arequestid': '@1A2B3Cx740x1x0', 'x-ratelimit-remaining': '60' },
  });
  const server = await startVendorServer({
    ...{ world, routes, admit, headers, prefix: `${world.context}/rest/api/latest` },
    ...(options.port === undefined ? {} : { port: options.port }),
    unknown: () => new Reply(404, '<html><body>Not found</body></html>'),
  });
  const address = server.url + world.context;
  return { ...server, address, settings: { baseUrl: address, token: world.token }, deliver };
}
