import { onTestFinished } from 'vitest';
import { harnessCode } from '../../../src/providers/harness-code/index.js';
import { generateCode, people } from '../play/harness-code/generate.js';
import { type PlayCode, startCode } from '../play/harness-code/server.js';
import {
  addRepository,
  type CodeWorld,
  comment,
  merge,
  openPullRequest,
  review,
} from '../play/harness-code/world.js';
import { harnessHook } from './hooks.js';
import type { Play, PlayOptions, Removal, Tool } from './tool.js';

interface CodePlay extends Play {
  readonly server: PlayCode;
}

const [mira, otto] = people;

/** Projects and repositories are listed at the beginning of each run, and the newest changes. */
const opening = /\/(?:projects|repos)$/;

async function start({ now, skew = 0, lacking }: PlayOptions): Promise<CodePlay> {
  const world = generateCode({ size: 45, now });
  world.now += skew;
  if (lacking !== undefined) world.lacking.add(lacking);
  const server = await startCode({ world });
  onTestFinished(() => server.close());
  const { settings, faults } = server;
  return {
    ...{ server, settings },
    wrong: { ...settings, token: 'sat.ACCOUNT.planted.wrong' },
    asked: () =>
      server.requests.map(({ method, url, path }) => ({
        ...{ text: `${method} ${url}`, isOpening: opening.test(path) },
      })),
    strike: (effect, striking = {}) => faults.add({ effect, ...striking }),
    heal: () => faults.set([]),
    change: (title, at) => {
      world.now = at;
      const { record } = world.repositories[0]!.pullRequests[0]!;
      Object.assign(record, { title, edited: at, updated: at });
    },
    hook: (secret) => {
      const { record, pullRequests } = world.repositories[0]!;
      const { number } = pullRequests[0]!.record;
      const repo = { path: record.path };
      return harnessHook(secret, { trigger: 'pullreq_updated', repo, pull_req: { number } });
    },
    spoil: () => {
      world.repositories[1]!.pullRequests[0]!.record.number = 'seven';
      return 'MALFORMED_PULL_REQUEST';
    },
  };
}

const stories: Readonly<Record<string, (world: CodeWorld, at: number) => unknown>> = {
  'a repository that was deleted': ({ repositories }) => repositories.pop(),
  'a repository that was renamed': ({ repositories, account }) =>
    Object.assign(repositories[1]!.record, {
      ...{ identifier: 'backend', uid: 'backend', path: `${account}/default/Shop/backend` },
      git_url: `https://git.harness.example/${account}/default/Shop/backend.git`,
    }),
  'a repository that was made': (world, at) => {
    const number = 1;
    openPullRequest(addRepository(world, 'default/Shop/app'), { number, by: mira!, at });
  },
  'a comment that moved no date': ({ repositories }, at) => {
    const { pullRequests } = repositories[0]!;
    const open = pullRequests.find(({ record }) => record.state === 'open')!;
    const { updated } = open.record;
    comment(open, otto!, at);
    Object.assign(open.record, { updated });
  },
  'a pull request that was reviewed and merged': ({ repositories }, at) => {
    const { pullRequests } = repositories[0]!;
    const open = pullRequests.find(({ record }) => record.state === 'open')!;
    review(open, otto!, at, 'approved');
    merge(open, mira!, at);
  },
};
const removals: readonly Removal[] = Object.entries(stories).map(([name, change]) => ({
  name,
  make: ({ server: { world } }: CodePlay, at) => {
    world.now = at;
    change(world, at);
  },
}));

export const harnessCodeTool: Tool = {
  ...{ provider: harnessCode, start, removals },
  otherwise: { bots: mira!.email },
  lacking: [
    { name: 'core_project_view', term: /core_project_view/, isOptional: false, lost: null },
    { name: 'code_repo_view', term: /code_repo_view/, isOptional: false, lost: null },
  ],
  limits: [
    {
      name: 'a limit of a gateway that says until when',
      mishap: (until) => ({
        ...{ kind: 'ANSWER', status: 429, body: { message: 'Too many requests' } },
        headers: { 'retry-after': String(Math.ceil((until - Date.now()) / 1_000)) },
      }),
    },
  ],
};
