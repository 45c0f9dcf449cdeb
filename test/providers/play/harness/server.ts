import { startVendorServer, type VendorServer } from '../kit/server.js';
import { generateWorld, type WorldOptions } from './generate.js';
import { admit, routes } from './routes.js';
import type { HarnessWorld } from './world.js';

export interface HarnessOptions extends WorldOptions {
  /** Default: a generated one. */
  readonly world?: HarnessWorld;
  readonly port?: number;
}

/** A Harness that plays on a socket. */
export interface PlayHarness extends VendorServer<HarnessWorld> {
  /** The settings to connect with. */
  readonly settings: Readonly<Record<string, string>>;
  /** Sends a notification as a rule with a header of its own does. Returns the status it was answered with. */
  deliver(
    address: string,
    headers: Readonly<Record<string, string>>,
    body: unknown,
  ): Promise<number>;
}

async function deliver(
  address: string,
  headers: Readonly<Record<string, string>>,
  body: unknown,
): Promise<number> {
  const { status } = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return status;
}

/** Starts a Harness whose clock shows the instant of its world. */
export async function startHarness(options: HarnessOptions = {}): Promise<PlayHarness> {
  const world = options.world ?? generateWorld(options);
  const server = await startVendorServer({
    ...{ world, routes, admit, port: options.port ?? 0 },
    headers: () => ({ date: new Date(world.now).toUTCString() }),
  });
  const { account, token } = world;
  return { ...server, settings: { baseUrl: server.url, accountId: account, token }, deliver };
}
