import type { Instant } from '../../../src/model/time.js';
import { generateWorld } from '../play/github/generated/generate.js';
import { effects } from '../play/github/server/faults.js';
import { permissionsWithout, type TokenOptions } from '../play/github/server/tokens.js';
import type { GithubServer } from '../play/github/start.js';
import type { Repository } from '../play/github/world/world.js';
import { useGithub } from '../play/use-github.js';
import { githubHook } from './hooks.js';
import type { Given, Lacking, Limit, Play, PlayOptions, Removal } from './tool.js';

/** The part that one provider of GitHub adds to the play. */
interface Part {
  readonly settings: Given;
  readonly opening: RegExp;
  readonly size: { readonly pullRequests: number; readonly repositories: number };
  change(server: GithubServer, title: string, at: Instant): void;
  /** Returns what GitHub sends about the last change. */
  hook?(server: GithubServer): { readonly event: string; readonly content: object };
  spoil(server: GithubServer): string;
}
export interface GithubPlay extends Play {
  readonly server: GithubServer;
}

const tokenWithout = (lacking: string): TokenOptions => {
  if (lacking === 'SAML') return { isAuthorizedForSso: false };
  if (lacking === 'read:user') return { scopes: ['repo', 'read:org'] };
  return { kind: 'FINE_GRAINED', permissions: permissionsWithout(lacking) };
};

/** Starts a small GitHub for one of its providers. */
export async function playGithub(part: Part, options: PlayOptions): Promise<GithubPlay> {
  const { now, skew = 0, lacking } = options;
  const clock = { ahead: 0 };
  const server = await useGithub({
    ...{ world: generateWorld({ ...part.size, now }), limits: 'OFF', skew },
    clock: () => Date.now() + clock.ahead,
    ...(lacking === undefined ? {} : { tokens: [tokenWithout(lacking)] }),
  });
  const settings = { baseUrl: server.url, token: server.token, ...part.settings };
  return {
    ...{ server, settings, wrong: { ...settings, token: 'ghp_planted_and_wrong' } },
    asked: () =>
      server.requests.map(({ question, operation }) => ({
        ...{ text: question, isOpening: part.opening.test(operation) },
      })),
    strike: (effect, striking = {}) => server.faults.add({ effect, ...striking }),
    heal: () => server.faults.set([]),
    change: (title, at) => {
      clock.ahead = at - skew - Date.now();
      part.change(server, title, at);
    },
    ...(part.hook && {
      hook: (secret: string) => {
        const { event, content } = part.hook!(server);
        return githubHook(secret, event, content);
      },
    }),
    spoil: () => part.spoil(server),
  };
}

/** The repositories that have something in them, the first created first. */
export const repositoriesOf = ({ world }: GithubServer): readonly Repository[] =>
  world
    .repositoriesOf(world.organization)
    .filter(({ isEmpty, isBlocked }) => !isEmpty && !isBlocked);

/** Nothing at all can be read without it. */
export const singleSignOn: Lacking = {
  ...{ name: 'SAML', term: /SAML|cannot be read \(403\)/, isOptional: false, lost: null },
};

export const githubLimits: readonly Limit[] = [
  {
    name: 'a secondary limit',
    mishap: (until) => effects.secondaryLimit(Math.ceil((until - Date.now()) / 1_000)),
  },
  { name: 'the limit of the hour', mishap: (until) => effects.hourUsedUp(until) },
  { name: 'the limit of the hour by 429', mishap: (until) => effects.hourUsedUp(until, 429) },
];

const last = ({ server }: GithubPlay): Repository => {
  const found = repositoriesOf(server).at(-1);
  if (!found) throw new RangeError('The world lacks repositories.');
  return found;
};

export const deletedRepository: Removal = {
  name: 'a repository that was deleted',
  make: (play: GithubPlay) => play.server.world.deleteRepository(last(play)),
};
export const deletedIssue: Removal = {
  name: 'an issue that was deleted',
  make: ({ server }: GithubPlay) => {
    const { content } = repositoriesOf(server).find(
      (one) => one.content.numbersOf('issues').length > 1,
    )!;
    content.deleteIssue(content.numbersOf('issues')[0]!);
  },
};
export const movedRepositories: readonly Removal[] = [
  {
    name: 'a repository that was renamed',
    make: (play: GithubPlay, at) => play.server.world.rename(last(play), 'renamed', at),
  },
  {
    name: 'a repository that was transferred',
    make: (play: GithubPlay, at) => {
      const { world } = play.server;
      const owner = world.personNamed('harbour-labs');
      if (owner) world.transfer(last(play), owner, at);
    },
  },
];
