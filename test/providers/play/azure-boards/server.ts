import { type PlayRequest, Reply } from '../kit/route.js';
import { startVendorServer, type VendorServer } from '../kit/server.js';
import { createWorld, type WorldOptions } from './generator.js';
import { routes } from './routes.js';
import { COLLECTION, type World } from './world.js';

export interface BoardsOptions extends WorldOptions {
  /** Default: a generated one. */
  readonly world?: World;
  readonly token?: string;
  readonly port?: number;
}
/** A running play server. */
export interface PlayBoards extends VendorServer<World> {
  readonly token: string;
  /** The settings to connect with. */
  readonly settings: Readonly<Record<string, string>>;
  /** Sends an event as a service hook does. Returns the status it was answered with. */
  deliver(address: string, secret: string, body: unknown): Promise<number>;
}

const signIn =
  '<!DOCTYPE html><html><head><title>Azure DevOps Services | Sign In</title></head></html>';

const refused = (status: number, message: string): Reply => new Reply(status, { message });

/** Returns the scope that a path needs. */
const scopeOf = (path: string): string =>
  /\/_apis\/(?:wit|work)\//.test(path) ? 'vso.work' : 'vso.project';

function admit({ headers, url, query }: PlayRequest, world: World, token: string): Reply | null {
  const basic = `Basic ${Buffer.from(`:${token}`).toString('base64')}`;
  if (headers.authorization !== basic) return new Reply(203, signIn);
  if (query.get('api-version') === null)
    return refused(400, 'VssVersionNotSpecifiedException: No api-version was supplied.');
  const scope = scopeOf(url.pathname);
  return world.lacking.has(scope)
    ? refused(403, `TF400813: The user is not authorized to access this resource (${scope}).`)
    : null;
}

async function deliver(address: string, secret: string, body: unknown): Promise<number> {
  const authorization = `Basic ${Buffer.from(`hook:${secret}`).toString('base64')}`;
  const headers = { 'content-type': 'application/json', authorization };
  const { status } = await fetch(address, { method: 'POST', headers, body: JSON.stringify(body) });
  return status;
}

/** Starts a collection of Azure DevOps Server on 127.0.0.1, with a world that tests can change while it runs. */
export async function startBoards(options: BoardsOptions = {}): Promise<PlayBoards> {
  const { token = 'play-token', port = 0 } = options;
  const world = options.world ?? createWorld(options);
  const server = await startVendorServer<World>({
    ...{ world, routes, port, prefix: `/${COLLECTION}` },
    admit: (request) => admit(request, world, token),
    unknown: ({ url }) => refused(404, `The controller for path '${url.pathname}' was not found.`),
  });
  const organization = `${server.url}/${COLLECTION}`;
  return { ...server, token, settings: { organization, token }, deliver };
}
