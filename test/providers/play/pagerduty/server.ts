import { createHmac } from 'node:crypto';
import { startVendorServer, type VendorServer } from '../kit/server.js';
import { createWorld, type WorldOptions } from './generator.js';
import { refusal, routes } from './routes.js';
import type { World } from './types.js';

export interface PagerdutyOptions extends WorldOptions {
  /** Default: a generated one. */
  readonly world?: World;
  readonly token?: string;
  readonly port?: number;
}

/** A running account. */
export interface PlayPagerduty extends VendorServer<World> {
  readonly token: string;
  /** The settings to connect with. */
  readonly settings: Readonly<Record<string, string>>;
}

const limit = { 'ratelimit-limit': '960', 'ratelimit-remaining': '959', 'ratelimit-reset': '60' };

/** Starts an account on a port of 127.0.0.1, with a world that tests can change while it runs. */
export async function startPagerduty(options: PagerdutyOptions = {}): Promise<PlayPagerduty> {
  const { token = 'play-key-of-the-account', port = 0 } = options;
  const world = options.world ?? createWorld(options);
  const logins = [`Token token=${token}`, `Bearer ${token}`];
  const server = await startVendorServer<World>({
    ...{ world, routes, port },
    admit: ({ headers }) =>
      logins.includes(headers.authorization ?? '') ? null : refusal(401, 2006, 'Unauthorized'),
    unknown: () => refusal(404, 2100, 'Not Found'),
    headers: () => ({
      date: new Date(world.now).toUTCString(),
      ...(world.saysLimits ? limit : {}),
    }),
  });
  return { ...server, token, settings: { baseUrl: server.url, token } };
}

/** Returns the header that signs a body with each of the secrets. */
export const signatureOf = (body: string, ...secrets: readonly string[]): string =>
  secrets
    .map((secret) => `v1=${createHmac('sha256', secret).update(body).digest('hex')}`)
    .join(',');

/** Sends a webhook as a v3 subscription does. Returns the status it was answered with. */
export async function deliver(
  address: string,
  secrets: readonly string[],
  body: unknown,
  id: string,
): Promise<number> {
  const text = JSON.stringify(body);
  const headers = {
    ...{ 'content-type': 'application/json', 'x-webhook-id': id },
    'x-pagerduty-signature': signatureOf(text, ...secrets),
  };
  const { status } = await fetch(address, { method: 'POST', headers, body: text });
  return status;
}
