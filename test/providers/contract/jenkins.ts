import { onTestFinished } from 'vitest';
import { jenkins } from '../../../src/providers/jenkins/index.js';
import { createWorld } from '../play/jenkins/generator.js';
import {
  addCheckout,
  endBuilds,
  jobAt,
  makeAgain,
  moveToTop,
  rotate,
} from '../play/jenkins/mutations.js';
import { itemsAt } from '../play/jenkins/render.js';
import { type PlayJenkins, startJenkins } from '../play/jenkins/server.js';
import type { World } from '../play/jenkins/types.js';
import type { Play, PlayOptions, Removal, Tool } from './tool.js';

const SIZE = 130;
const NIGHTLY = 'job/nightly';
const BERTH = 'job/harbour/job/deploy-berth';

interface JenkinsPlay extends Play {
  readonly server: PlayJenkins;
}

/** True of a question about a build that goes on: each run asks whether it has ended. */
function isOfOpenBuild(world: World, path: string): boolean {
  const [, job = '', number] = /^\/(job\/.+)\/(\d+)\/(?:wfapi|api)\//.exec(path) ?? [];
  const build = itemsAt(world, decodeURIComponent(job)).at(-1)?.builds;
  return build?.some((one) => one.number === Number(number) && one.result === null) ?? false;
}

async function start({ now, skew = 0, lacking }: PlayOptions): Promise<JenkinsPlay> {
  const world = createWorld({ size: SIZE, now: now + skew });
  world.isHidden = lacking === 'Job/Read';
  world.isWithoutStages = lacking === 'stages';
  const server = await startJenkins({ world });
  onTestFinished(() => server.close());
  const { settings, faults, requests } = server;
  return {
    ...{ server, settings },
    wrong: { ...settings, token: 'planted-and-wrong' },
    asked: () =>
      requests.map(({ method, url, path }) => ({
        text: `${method} ${url}`,
        isOpening: path === '/api/json' || isOfOpenBuild(world, path),
      })),
    strike: (effect, striking = {}) => faults.add({ effect, ...striking }),
    heal: () => faults.set([]),
    change: (title, at) => {
      addCheckout(world, jobAt(world, BERTH), title, at);
    },
    spoil: () => {
      jobAt(world, NIGHTLY).builds[4]!.isMalformed = true;
      return 'MALFORMED_BUILD';
    },
  };
}

interface Story {
  readonly keeps?: readonly RegExp[];
  readonly change: (world: World, at: number) => unknown;
}

/** Changes that are made to the server while nobody reads it. */
const stories: Readonly<Record<string, Story>> = {
  'a job that was renamed': {
    change: (world) => {
      jobAt(world, NIGHTLY).name = 'every-night';
    },
  },
  'a job that was moved to another folder': {
    change: (world) => moveToTop(world, jobAt(world, 'job/harbour'), 'deploy-berth'),
  },
  'a build that ended': { change: (world) => endBuilds(jobAt(world, NIGHTLY)) },
  'a job that was deleted and made again': {
    keeps: [/^\+ pipeline_run /],
    change: (world, at) => makeAgain(world, jobAt(world, NIGHTLY), at),
  },
  'builds that the rotation of logs took': {
    keeps: [/^\+ pipeline_run /],
    change: (world, at) => {
      addCheckout(world, jobAt(world, NIGHTLY), 'main', at);
      rotate(jobAt(world, NIGHTLY), 5);
    },
  },
};
const removals: readonly Removal[] = Object.entries(stories).map(
  ([name, { change, keeps = [] }]) => ({
    ...{ name, keeps },
    make: ({ server }: JenkinsPlay, at) => change(server.world, at),
  }),
);

export const jenkinsTool: Tool = {
  ...{ provider: jenkins, start, removals },
  otherwise: { unstable: 'FAILURE', services: 'harbour/* = harbour' },
  lacking: [
    { name: 'Job/Read', term: /Job\/Read/, isOptional: false, lost: null },
    { name: 'stages', term: /Pipeline: REST API/, isOptional: true, lost: ['pipeline_run'] },
  ],
  limits: [
    {
      name: 'a limit of what stands before it',
      mishap: (until) => ({
        ...{ kind: 'ANSWER', status: 429, body: {} },
        headers: { 'retry-after': String(Math.ceil((until - Date.now()) / 1_000)) },
      }),
    },
  ],
};
