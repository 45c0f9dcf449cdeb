import { type PlayRequest, Reply } from '../kit/route.js';
import { startVendorServer, type VendorServer } from '../kit/server.js';
import { createWorld, type WorldOptions } from './generator.js';
import { refusal, routes } from './routes.js';
import type { World } from './types.js';

export interface ServicenowOptions extends WorldOptions {
  /** Default: a generated one. */
  readonly world?: World;
  readonly token?: string;
  readonly port?: number;
}

/** A running instance. */
export interface PlayServicenow extends VendorServer<World> {
  readonly user: string;
  readonly token: string;
  /** The settings to connect with. */
  readonly settings: Readonly<Record<string, string>>;
}

/** The access token that the client secret is exchanged for. */
const granted = (token: string): string => `access-${token.length}-granted`;

function isAdmitted({ headers }: PlayRequest, user: string, token: string): boolean {
  if (headers['x-sn-apikey'] === token) return true;
  const basic = `Basic ${Buffer.from(`${user}:${token}`).toString('base64')}`;
  return [basic, `Bearer ${token}`, `Bearer ${granted(token)}`].includes(
    headers.authorization ?? '',
  );
}

/** Returns an access token for a client id and secret; null where something else is asked. */
function exchange({ url, text }: PlayRequest, user: string, token: string): Reply | null {
  if (url.pathname !== '/oauth_token.do') return null;
  const form = new URLSearchParams(text);
  const isRight = form.get('client_id') === user && form.get('client_secret') === token;
  if (form.get('grant_type') !== 'client_credentials' || !isRight)
    return new Reply(401, { error: 'access_denied', error_description: 'access_denied' });
  const lasting = { token_type: 'Bearer', expires_in: 1799, scope: 'useraccount' };
  return new Reply(200, { access_token: granted(token), ...lasting });
}

/** Starts an instance on a port of 127.0.0.1, with a world that tests can change while it runs. */
export async function startServicenow(options: ServicenowOptions = {}): Promise<PlayServicenow> {
  const { user = 'reader', token = 'play-password', port = 0 } = options;
  const world = options.world ?? createWorld(options);
  const server = await startVendorServer<World>({
    ...{ world, routes, port },
    admit: (request) =>
      exchange(request, user, token) ??
      (isAdmitted(request, user, token)
        ? null
        : refusal(401, 'User Not Authenticated', 'Required to provide Auth information')),
    unknown: () => refusal(400, 'Requested URI does not represent any resource'),
    headers: () => ({ date: new Date(world.now).toUTCString() }),
  });
  const settings = { baseUrl: server.url, user, token };
  return { ...server, user, token, settings };
}
