import { createHmac } from 'node:crypto';
import { admit } from '../harness/routes.js';
import { startVendorServer, type VendorServer } from '../kit/server.js';
import { type CodeOptions, generateCode } from './generate.js';
import { routes } from './routes.js';
import type { CodeWorld } from './world.js';

export interface CodeServerOptions extends CodeOptions {
  /** Default: a generated one. */
  readonly world?: CodeWorld;
  readonly port?: number;
}

/** Harness Code that plays on a socket. */
export interface PlayCode extends VendorServer<CodeWorld> {
  /** The settings to connect with. */
  readonly settings: Readonly<Record<string, string>>;
}

/** Returns the headers of a webhook that is signed with the secret: without a prefix. */
export const signed = (secret: string, body: string): Readonly<Record<string, string>> => ({
  'x-harness-signature': createHmac('sha256', secret).update(body).digest('hex'),
});

/** Starts Harness Code; its clock shows the instant of its world. */
export async function startCode(options: CodeServerOptions = {}): Promise<PlayCode> {
  const world = options.world ?? generateCode(options);
  const server = await startVendorServer({
    ...{ world, routes, admit, port: options.port ?? 0 },
    headers: () => ({ date: new Date(world.now).toUTCString() }),
  });
  const { account, token } = world;
  return { ...server, settings: { baseUrl: server.url, accountId: account, token } };
}
