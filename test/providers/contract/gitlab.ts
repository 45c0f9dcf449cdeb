import { onTestFinished } from 'vitest';
import { gitlab } from '../../../src/providers/gitlab/index.js';
import { createWorld } from '../play/gitlab/generator.js';
import { deleteProject, moveProject, rename } from '../play/gitlab/mutations.js';
import { startGitlab } from '../play/gitlab/server.js';
import type { Project, World } from '../play/gitlab/types.js';
import { openHook } from './hooks.js';
import type { Limit, Play, PlayOptions, Removal, Tool } from './tool.js';

export interface GitlabPlay extends Play {
  readonly world: World;
}

/** The part that one provider of GitLab adds to the play. */
export interface Part {
  readonly settings: Readonly<Record<string, string>>;
  /** The paths that every run asks at its beginning. */
  readonly opening: RegExp;
  change(world: World, title: string, at: number): void;
  /** Returns what GitLab sends about the last change. */
  hook?(world: World): object;
  /** The path of the list that is spoilt, and how. */
  readonly spoilt: { readonly path: RegExp; readonly field: string; readonly reason: string };
  prepare?(world: World): void;
}

const withoutField =
  (field: string) =>
  (body: unknown): unknown => {
    const copy = structuredClone(body) as Record<string, unknown> | Record<string, unknown>[];
    const first = Array.isArray(copy) ? copy[0] : copy;
    if (first) first[field] = 7;
    return copy;
  };

/** Starts a small GitLab below a path for one of its providers. */
export async function playGitlab(part: Part, options: PlayOptions): Promise<GitlabPlay> {
  const { now, skew = 0, lacking } = options;
  const world = createWorld({ now });
  part.prepare?.(world);
  world.now = Date.now() + skew;
  if (lacking === 'read_api') world.scopes = ['read_user'];
  if (lacking === 'Reporter') world.role = 'GUEST';
  const server = await startGitlab({ world, below: '/gitlab' });
  onTestFinished(() => server.close());
  const settings = { ...server.settings, groups: 'harbour', ...part.settings };
  return {
    ...{ world, settings, wrong: { ...settings, token: 'glpat-planted-and-wrong' } },
    asked: () =>
      server.requests.map(({ method, url, path }) => ({
        ...{ text: `${method} ${url}`, isOpening: part.opening.test(path) },
      })),
    strike: (effect, striking = {}) => server.faults.add({ effect, ...striking }),
    heal: () => server.faults.set([]),
    change: (title, at) => {
      world.now = at;
      part.change(world, title, at);
    },
    ...(part.hook && {
      hook: (secret: string) =>
        openHook(secret, part.hook!(world), {
          ...{ 'x-gitlab-token': secret, 'x-gitlab-event': 'Merge Request Hook' },
        }),
    }),
    spoil: () => {
      const { path, field, reason } = part.spoilt;
      const effect = { kind: 'CHANGE' as const, change: withoutField(field) };
      server.faults.add({ effect, when: (seen) => path.test(seen.path) });
      return reason;
    },
  };
}

export const gitlabLimits: readonly Limit[] = [
  {
    name: 'a limit by Retry-After',
    mishap: (until) => ({
      ...{ kind: 'ANSWER', status: 429, body: 'Retry later\n' },
      headers: { 'retry-after': String(Math.ceil((until - Date.now()) / 1_000)) },
    }),
  },
  {
    name: 'a limit by RateLimit-Reset',
    mishap: (until) => ({
      ...{ kind: 'ANSWER', status: 429, body: 'Retry later\n' },
      headers: { 'ratelimit-remaining': '0', 'ratelimit-reset': String(until / 1_000) },
    }),
  },
];

const last = ({ projects }: World): Project => projects.at(-1)!;
/** Changes that are made while nobody reads. */
const removal = (name: string, change: (world: World) => void): Removal => ({
  name,
  make: ({ world }: GitlabPlay, at) => {
    world.now = at;
    change(world);
  },
});
export const projectRemovals: readonly Removal[] = [
  removal('a project that was deleted', (world) => deleteProject(world, last(world))),
  removal('a project that was renamed', (world) => moveProject(last(world), 'harbour/desk')),
  removal('a project that was transferred', (world) => moveProject(last(world), 'other/till')),
];

const OPENING = /\/(?:user|version|self|projects|repository\/tags)$/;

export const gitlabTool: Tool = {
  provider: gitlab,
  start: (options) =>
    playGitlab(
      {
        settings: { issues: 'true', since: '2020-01-01' },
        opening: OPENING,
        change: ({ projects: [shop] }, title, at) =>
          rename(shop!, shop!.mergeRequests.get(2)!, title, at),
        hook: ({ projects: [shop] }) => ({
          ...{ object_kind: 'merge_request', project: { id: shop!.id } },
          object_attributes: { iid: 2 },
        }),
        spoilt: { path: /\/merge_requests$/, field: 'title', reason: 'MALFORMED_MERGE_REQUEST' },
      },
      options,
    ),
  lacking: [
    { name: 'read_api', term: /read_api/, isOptional: false, lost: null },
    { name: 'Reporter', term: /Reporter/, isOptional: false, lost: ['pull_request', 'tag'] },
  ],
  limits: gitlabLimits,
  otherwise: { bots: 'ben' },
  removals: [
    ...projectRemovals,
    removal('a merge request that was deleted', ({ projects: [shop] }) => {
      shop!.mergeRequests.delete(3);
    }),
    removal('an issue that was deleted', ({ projects: [shop] }) => {
      shop!.issues.delete(2);
    }),
    removal('a tag that was deleted', ({ projects: [shop] }) => {
      shop!.tags.pop();
    }),
    removal('a merge request that was renamed', ({ projects: [shop], now }) =>
      rename(shop!, shop!.mergeRequests.get(4)!, 'Another title', now),
    ),
  ],
};
