import { type PlayRequest, Reply, type Route } from '../kit/route.js';
import { startVendorServer, type VendorServer } from '../kit/server.js';
import { createWorld, type WorldOptions } from './generator.js';
import { buildOf, describeBuild, isPipeline, itemsAt, jobOf } from './render.js';
import { isUnbounded, parseTree, prune } from './tree.js';
import type { Build, Item, World } from './types.js';

const VERSION = '2.479.3';
const LOGIN =
  '<html><head><meta http-equiv="refresh" content="1;url=/login?from=%2F"/></head></html>';

const missing = new Reply(404, '<html><head><title>Not Found - Jenkins</title></head></html>');

/** Asked without a range, every build is loaded from disk: the server stands still meanwhile. */
const stalled = new Reply(503, '<html><body>Jenkins is busy loading builds.</body></html>');

function pruned(value: unknown, { query }: PlayRequest): unknown {
  const parts = parseTree(query.get('tree') ?? '*');
  if (isUnbounded(parts, 'allBuilds')) return stalled;
  return query.has('tree') ? prune(value, parts) : value;
}

interface Found {
  readonly items: readonly Item[];
  /** Null: the path is that of a job. */
  readonly build: Build | null;
}

/** Finds a job, or a build of it, by the path that the vendor's routes end with. */
function findAt(world: World, path: string): Found | null {
  const [, before, number] = /^(job\/.+)\/(\d+)$/.exec(path) ?? [];
  const whole = itemsAt(world, path);
  if (whole.length > 0) return { items: whole, build: null };
  const items = before === undefined ? [] : itemsAt(world, before);
  const build = items.at(-1)?.builds.find((one) => one.number === Number(number));
  return build ? { items, build } : null;
}

const routes: readonly Route<World>[] = [
  {
    method: 'GET',
    path: '/whoAmI/api/json',
    answer: ({ user }) => ({
      _class: 'hudson.security.WhoAmI',
      ...{ anonymous: false, authenticated: true, authorities: ['authenticated'], name: user },
    }),
  },
  {
    method: 'GET',
    path: '/api/json',
    answer: ({ root, items, isHidden }, request) => {
      const jobs = isHidden ? [] : items.map((item) => jobOf(root, [], item));
      return pruned({ _class: 'hudson.model.Hudson', mode: 'NORMAL', url: root, jobs }, request);
    },
  },
  {
    method: 'GET',
    path: '/{path+}/wfapi/describe',
    answer: (world, { parameters: { path = '' } }) => {
      const found = findAt(world, path);
      if (world.isWithoutStages || !found?.build || !isPipeline(found.items.at(-1)!))
        return missing;
      return describeBuild(path, found.build);
    },
  },
  {
    method: 'GET',
    path: '/{path+}/api/json',
    answer: (world, request) => {
      const found = findAt(world, request.parameters.path ?? '');
      if (!found) return missing;
      const { items, build } = found;
      const value = build
        ? buildOf(world.root, items, build)
        : jobOf(world.root, items.slice(0, -1), items.at(-1)!);
      return pruned(value, request);
    },
  },
];

function admit({ headers }: PlayRequest, { user, token }: World): Reply | null {
  const basic = `Basic ${Buffer.from(`${user}:${token}`).toString('base64')}`;
  if (headers.authorization === basic) return null;
  if (headers.authorization !== undefined)
    return new Reply(401, '<html><body>Invalid password/token for user</body></html>');
  return new Reply(403, LOGIN);
}

export interface JenkinsOptions extends WorldOptions {
  /** Default: a generated one. */
  readonly world?: World;
  readonly port?: number;
  /** Path that Jenkins lies below. Default: none. */
  readonly prefix?: string;
}

export interface PlayJenkins extends VendorServer<World> {
  /** The settings to connect with. */
  readonly settings: Readonly<Record<string, string>>;
}

/** Starts a Jenkins that plays on a socket. */
export async function startJenkins(options: JenkinsOptions = {}): Promise<PlayJenkins> {
  const world = options.world ?? createWorld(options);
  const { port = 0, prefix = '' } = options;
  const server = await startVendorServer({
    ...{ world, routes, prefix, admit, port },
    unknown: () => missing,
    headers: () => ({ 'x-jenkins': VERSION }),
  });
  const { user, token } = world;
  return { ...server, settings: { baseUrl: server.url + prefix, user, token } };
}
