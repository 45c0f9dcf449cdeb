import { randomUUID } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { bitbucket } from '../../../src/providers/bitbucket/index.js';
import { createWorld } from '../play/bitbucket/generator.js';
import {
  addTag,
  deleteRepository,
  deleteTag,
  pullNumbered,
  repositoryNamed,
  retitle,
} from '../play/bitbucket/mutations.js';
import { type PlayBitbucket, startBitbucket } from '../play/bitbucket/server.js';
import type { World } from '../play/bitbucket/types.js';
import { signedHook } from './hooks.js';
import type { Given, Limit, Play, PlayOptions, Removal, Tool } from './tool.js';

interface BitbucketPlay extends Play {
  readonly server: PlayBitbucket;
}

/** Every run asks what there is, and what is new in each repository. */
const opening = /\/repositories\/\w+\?|updated_on\+%3E%3D\+[^&]*&sort=updated_on|\/user/;

const withoutTitle = (body: unknown): unknown => {
  const [first] = (body as { readonly values: { title: unknown }[] }).values;
  if (first) first.title = 7;
  return body;
};

/** The part that one of the providers adds to the play. */
export interface Part {
  readonly settings: Given;
  readonly change: (world: World, title: string, at: number) => void;
  /** Returns what Bitbucket sends about the last change, and its event. */
  readonly hook?: (world: World) => { readonly event: string; readonly content: object };
  readonly spoil: (server: PlayBitbucket) => string;
  readonly opening: RegExp;
}

/** Starts a small Bitbucket for one of its providers. */
export async function playBitbucket(
  part: Part,
  { now, skew = 0, lacking }: PlayOptions,
): Promise<BitbucketPlay> {
  const world = createWorld({ size: 12, now });
  world.ahead = skew;
  if (lacking !== undefined) world.scopes.delete(lacking);
  const server = await startBitbucket({ world });
  onTestFinished(() => server.close());
  const settings = { ...server.settings, ...part.settings };
  return {
    ...{ server, settings, wrong: { ...settings, token: 'planted-and-wrong' } },
    asked: () =>
      server.requests.map(({ method, url }) => ({
        ...{ text: `${method} ${url}`, isOpening: part.opening.test(url) },
      })),
    strike: (effect, striking = {}) => server.faults.add({ effect, ...striking }),
    heal: () => server.faults.set([]),
    change: (title, at) => {
      world.ahead = at - Date.now();
      part.change(world, title, at);
    },
    ...(part.hook && {
      hook: (secret: string) => {
        const { event, content } = part.hook!(world);
        const id = randomUUID();
        return signedHook(secret, content, { 'x-event-key': event, 'x-request-uuid': id });
      },
    }),
    spoil: () => part.spoil(server),
  };
}

export const bitbucketLimits: readonly Limit[] = [
  {
    name: 'a limit by 429',
    mishap: (until) => ({
      ...{ kind: 'ANSWER', status: 429, body: { type: 'error', error: { message: 'Rate limit' } } },
      headers: { 'retry-after': String(Math.ceil((until - Date.now()) / 1_000)) },
    }),
  },
];

/** Changes that are made to the company while nobody reads it. */
const stories: Readonly<Record<string, (world: World, at: number) => void>> = {
  'a repository that was deleted': (world) =>
    deleteRepository(world, repositoryNamed(world, 'tools')),
  'a repository that was renamed': (world) => {
    repositoryNamed(world, 'tools').slug = 'renamed';
  },
  'a repository that was transferred': (world) => {
    repositoryNamed(world, 'tools').workspace = 'elsewhere';
  },
  'a tag that was deleted': (world) => deleteTag(repositoryNamed(world, 'shop')),
  'a tag that was added': (world, at) => addTag(repositoryNamed(world, 'shop'), 'v9.0.0', at),
};
export const removalsOf = (names: readonly string[]): readonly Removal[] =>
  names.map((name) => ({
    name,
    make: ({ server }: BitbucketPlay, at) => stories[name]!(server.world, at),
  }));

export const bitbucketTool: Tool = {
  provider: bitbucket,
  start: (options) =>
    playBitbucket(
      {
        ...{ settings: {}, opening },
        change: (world, title, at) =>
          retitle(pullNumbered(repositoryNamed(world, 'shop'), 3), title, at),
        hook: (world) => {
          const { uuid } = repositoryNamed(world, 'shop');
          const repository = { full_name: 'harbour/shop', uuid };
          return {
            event: 'pullrequest:updated',
            content: { repository, pullrequest: { id: 3 } },
          };
        },
        spoil: ({ faults }) => {
          const when = ({ path }: { readonly path: string }) => path.endsWith('/pullrequests');
          faults.add({ effect: { kind: 'CHANGE', change: withoutTitle }, when });
          return 'MALFORMED_PULL_REQUEST';
        },
      },
      options,
    ),
  lacking: [
    {
      ...{ name: 'repository', term: /read:repository:bitbucket/, isOptional: false, lost: null },
    },
    {
      name: 'pullrequest',
      term: /read:pullrequest:bitbucket/,
      ...{ isOptional: false, lost: ['pull_request'] },
    },
  ],
  limits: bitbucketLimits,
  otherwise: { bots: 'Lint Robot' },
  removals: removalsOf(Object.keys(stories)),
};
