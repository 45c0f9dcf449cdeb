import { routes as boardsRoutes } from '../azure-boards/routes.js';
import type { World as BoardsWorld } from '../azure-boards/world.js';
import { type PlayRequest, Reply, type Route } from '../kit/route.js';
import { startVendorServer, type VendorServer } from '../kit/server.js';
import { type AzureWorldOptions, createAzureWorld } from './generator.js';
import { gitRoutes, refusal } from './git-routes.js';
import { addPipelines } from './pipelines.js';
import { pipelinesRoutes } from './pipelines-routes.js';
import { releaseRoutes } from './release-routes.js';
import type { AzureWorld } from './world.js';

export interface AzureOptions extends AzureWorldOptions {
  /** Default: a generated one. */
  readonly world?: AzureWorld;
  readonly token?: string;
  readonly port?: number;
  /** Work items that it has beside; their projects are those of the code. */
  readonly boards?: BoardsWorld;
}

/** The work items of another world, as routes of this one. */
const mounted = (boards: BoardsWorld): Route<AzureWorld>[] =>
  boardsRoutes.map((route) => ({
    ...route,
    answer: (_world, request) => route.answer(boards, request),
  }));

/** An Azure DevOps that plays a collection of a server: all hosts are one. */
export interface PlayAzure extends VendorServer<AzureWorld> {
  readonly token: string;
  /** The settings to connect with. */
  readonly settings: Readonly<Record<string, string>>;
}

const SIGN_IN =
  '<html lang="en-US"><head><title>Azure DevOps Services | Sign In</title></head><body></body></html>';

/** A token that is not known gets a page to sign in at, with a success by its status. */
const admit =
  (token: string) =>
  ({ headers, query }: PlayRequest): Reply | null => {
    const basic = `Basic ${Buffer.from(`:${token}`).toString('base64')}`;
    if (headers.authorization !== basic) return new Reply(203, SIGN_IN);
    if (query.has('api-version')) return null;
    return refusal(400, 'VssVersionNotSpecifiedException', 'No api-version was supplied.');
  };

function generated(options: AzureWorldOptions): AzureWorld {
  const world = createAzureWorld(options);
  const { size = 40, runs = size, now = Date.now() } = options;
  addPipelines(world, runs, now);
  return world;
}

/** Starts an organisation on a port of 127.0.0.1. */
export async function startAzure(options: AzureOptions = {}): Promise<PlayAzure> {
  const { token = 'azd-play-token-of-fabrikam', port = 0, boards, ...made } = options;
  const items = boards ? mounted(boards) : [];
  const world = options.world ?? generated(made);
  const server = await startVendorServer({
    ...{
      world,
      port,
      routes: [...gitRoutes, ...pipelinesRoutes, ...releaseRoutes, ...items],
      prefix: `/${world.organization}`,
    },
    admit: admit(token),
    unknown: ({ url }) =>
      refusal(404, 'VssResourceNotFoundException', `No resource at ${url.pathname}.`),
    headers: () => ({ date: new Date(world.clock()).toUTCString() }),
  });
  const organization = `${server.url}/${world.organization}`;
  return { ...server, token, settings: { organization, token } };
}
