import { onTestFinished } from 'vitest';
import { bitbucketServer } from '../../../src/providers/bitbucket-server/index.js';
import { createWorld } from '../play/bitbucket-server/generator.js';
import {
  comment,
  deleteRepository,
  moveRepository,
  renameRepository,
  repositoryOf,
  retitle,
  tag,
  userOf,
} from '../play/bitbucket-server/mutations.js';
import { type PlayBitbucket, startBitbucket } from '../play/bitbucket-server/server.js';
import type { Pull, World } from '../play/bitbucket-server/types.js';
import type { Mishap } from '../play/kit/faults.js';
import { signedHook } from './hooks.js';
import type { Play, PlayOptions, Removal, Tool } from './tool.js';

interface BitbucketPlay extends Play {
  readonly server: PlayBitbucket;
}

/** Lists of what there is, and of what is newest; pages of the backfill have ten. */
const opening =
  /\/application-properties$|\/repos(?:\?[^/]*)?$|\/branches\/default$|\/tags\?|\/commits\?until=main|\/pull-requests\?.*limit=(?:25|100)/;

interface Listed {
  readonly values: { title: unknown }[];
}
const withoutTitle = (body: unknown): unknown => {
  const [first, ...rest] = (body as Listed).values;
  return { ...(body as Listed), values: [{ ...first, title: 7 }, ...rest] };
};

const pullsOf = (world: World, name: string): Pull[] => [
  ...repositoryOf(world, name).pulls.values(),
];

async function start({ now, skew = 0, lacking }: PlayOptions): Promise<BitbucketPlay> {
  const world = createWorld({ size: 14, now });
  world.now += skew;
  if (lacking !== undefined) for (const id of world.repositories.keys()) world.hidden.add(id);
  const server = await startBitbucket({ world });
  onTestFinished(() => server.close());
  const settings = { ...server.settings, projects: 'SHOP, PAY', commits: 'true' };
  return {
    ...{ server, settings },
    wrong: { ...settings, token: 'planted-and-wrong' },
    asked: () =>
      server.requests.map(({ method, url }) => ({
        ...{ text: `${method} ${url}`, isOpening: opening.test(url) },
      })),
    strike: (effect: Mishap, striking = {}) => server.faults.add({ effect, ...striking }),
    heal: () => server.faults.set([]),
    change: (title, at) => {
      world.now = at;
      retitle(world, pullsOf(world, 'SHOP/web')[0]!, title);
    },
    hook: (secret) => {
      const repository = { slug: 'web', project: { key: 'SHOP' } };
      const pullRequest = { id: pullsOf(world, 'SHOP/web')[0]!.id, toRef: { repository } };
      return signedHook(secret, { eventKey: 'pr:modified', pullRequest });
    },
    spoil: () => {
      const when = ({ path }: { readonly path: string }) => path.endsWith('/pull-requests');
      server.faults.add({ effect: { kind: 'CHANGE', change: withoutTitle }, when });
      return 'MALFORMED_PULL_REQUEST';
    },
  };
}

const closedOf = (world: World): Pull =>
  pullsOf(world, 'SHOP/web').find(({ state }) => state !== 'OPEN')!;
const openOf = (world: World): Pull =>
  pullsOf(world, 'SHOP/api').find(({ state }) => state === 'OPEN')!;

/** Changes that are made to the company while nobody reads it. */
const stories: Readonly<Record<string, (world: World) => unknown>> = {
  'a closed pull request that was deleted': (world) =>
    repositoryOf(world, 'SHOP/web').pulls.delete(closedOf(world).id),
  'an open pull request that was deleted': (world) =>
    repositoryOf(world, 'SHOP/api').pulls.delete(openOf(world).id),
  'a comment on a closed pull request': (world) =>
    comment(world, closedOf(world), userOf(world, 'fay.grant')),
  'a repository that was deleted': (world) =>
    deleteRepository(world, repositoryOf(world, 'SHOP/api')),
  'a repository that was renamed': (world) =>
    renameRepository(world, repositoryOf(world, 'SHOP/web'), 'storefront'),
  'a repository that was moved to a project that is not read': (world) =>
    moveRepository(world, repositoryOf(world, 'SHOP/api'), 'LAB'),
  'another default branch': (world) => {
    repositoryOf(world, 'SHOP/api').branch = 'develop';
  },
  'a tag that was deleted': (world) => repositoryOf(world, 'SHOP/web').tags.delete('v1.0.0'),
  'a tag that was moved': (world) => {
    const { tags } = repositoryOf(world, 'SHOP/web');
    tag(repositoryOf(world, 'SHOP/web'), 'v1.0.0', tags.get('v1.5.0')!);
  },
};
const removals: readonly Removal[] = Object.entries(stories).map(([name, change]) => ({
  name,
  make: ({ server }: BitbucketPlay, at) => {
    server.world.now = at;
    change(server.world);
  },
}));

/** Reads Bitbucket Data Center below a path of its server. */
export const bitbucketServerTool: Tool = {
  ...{ provider: bitbucketServer, removals, start },
  lacking: [{ name: 'REPO_READ', term: /REPO_READ/, isOptional: false, lost: null }],
  limits: [
    {
      name: 'a limit by 429',
      mishap: (until) => ({
        ...{ kind: 'ANSWER', status: 429, body: {} },
        headers: { 'retry-after': String(Math.ceil((until - Date.now()) / 1_000)) },
      }),
    },
  ],
  otherwise: { bots: 'harbour-ci' },
};
