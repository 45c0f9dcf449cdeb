import { createHash } from 'node:crypto';
import { createDice } from '../kit/random.js';
import type { Build, Item, Kind, Stage, World } from './types.js';

export interface WorldOptions {
  /** About how many builds. Default: 120. */
  readonly size?: number;
  readonly seed?: number;
  /** When the last thing happened. Default: the end of June 2024. */
  readonly now?: number;
  readonly token?: string;
  /** How long pipelines wait in the queue, in milliseconds. Default: 0. */
  readonly queued?: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

export const newItem = (kind: Kind, name: string, items: Item[] = []): Item => ({
  ...{ kind, name, items },
  builds: [],
});

/** Returns a hash that belongs to a text. */
export const shaOf = (text: string): string => createHash('sha1').update(text).digest('hex');

const people: readonly (readonly [id: string, name: string])[] = [
  ['mreyes', 'Maria Reyes'],
  ['tolsen', 'Tor Olsen'],
  ['akimura', 'Aki Kimura'],
];

export const startedBy = (userId: string, userName: string): object => ({
  _class: 'hudson.model.CauseAction',
  causes: [
    {
      _class: 'hudson.model.Cause$UserIdCause',
      shortDescription: `Started by user ${userName}`,
      ...{ userId, userName },
    },
  ],
});
export const pushedTo = (branch: string): object => ({
  _class: 'hudson.model.CauseAction',
  causes: [
    {
      _class: 'jenkins.branch.BranchEventCause',
      shortDescription: `Push event to branch ${branch}`,
    },
  ],
});
export const startedByBuild = (fullName: string, number: number): object => ({
  _class: 'hudson.model.CauseAction',
  causes: [
    {
      _class: 'hudson.model.Cause$UpstreamCause',
      shortDescription: `Started by upstream project "${fullName}" build number ${number}`,
      ...{ upstreamBuild: number, upstreamProject: fullName },
      upstreamUrl: `${fullName
        .split('/')
        .map((name) => `job/${encodeURIComponent(name)}`)
        .join('/')}/`,
    },
  ],
});
export const checkedOut = (remote: string, branch: string, sha: string): object => ({
  _class: 'hudson.plugins.git.util.BuildData',
  lastBuiltRevision: { SHA1: sha, branch: [{ SHA1: sha, name: branch }] },
  remoteUrls: [remote],
  scmName: '',
});
const noise: readonly object[] = [
  {},
  { _class: 'org.jenkinsci.plugins.displayurlapi.actions.RunDisplayAction' },
  {},
];

type Draft = Pick<Build, 'timestamp' | 'duration' | 'result' | 'actions'> & Partial<Build>;

/** Adds a build above those that a job has. */
export function addBuild(world: World, job: Item, draft: Draft): Build {
  world.lastQueueId += 1;
  const build: Build = {
    ...{ changes: [], stages: [], queued: 0, queueId: world.lastQueueId },
    number: (job.builds[0]?.number ?? 0) + 1,
    ...draft,
  };
  job.builds.unshift(build);
  return build;
}

/** Lays stages one behind the other. */
export function stagesFrom(
  begin: number,
  all: readonly (readonly [name: string, duration: number, status: string])[],
): Stage[] {
  let at = begin;
  return all.map(([name, durationMillis, status], index) => {
    const stage = { id: String(6 + 7 * index), name, status, startTimeMillis: at, durationMillis };
    at += durationMillis;
    return stage;
  });
}

interface Making {
  readonly world: World;
  readonly dice: () => number;
  readonly queued: number;
}

const chosen = <Value>(dice: () => number, values: readonly Value[]): Value =>
  values[Math.floor(dice() * values.length)]!;

const LIBRARY = 'https://git.example.com/harbour/pipeline-library.git';

/** A build of a branch: the shared library is checked out first, and main is deployed. */
function addBranchBuild({ world, dice, queued }: Making, job: Item, remote: string, at: number) {
  const branch = decodeURIComponent(job.name);
  const sha = shaOf(`${remote} ${branch} ${at}`);
  const result = chosen(dice, ['SUCCESS', 'SUCCESS', 'SUCCESS', 'SUCCESS', 'UNSTABLE', 'FAILURE']);
  const deployed = chosen(dice, ['SUCCESS', 'SUCCESS', 'SUCCESS', 'FAILED']);
  const isGreen = result === 'SUCCESS';
  const deploy = isGreen ? deployed : 'NOT_EXECUTED';
  const stages = stagesFrom(at + queued, [
    ['Declarative: Checkout SCM', 2_000, 'SUCCESS'],
    ['build', 4 * MINUTE, result === 'FAILURE' ? 'FAILED' : 'SUCCESS'],
    ['test', 2 * MINUTE, result === 'FAILURE' ? 'NOT_EXECUTED' : result],
    ['Deploy to staging', MINUTE, isGreen ? 'SUCCESS' : 'NOT_EXECUTED'],
    ['Deploy to production', MINUTE, deploy],
  ]);
  addBuild(world, job, {
    ...{ timestamp: at, duration: queued + 8 * MINUTE + 2_000, result, queued, stages },
    actions: [
      pushedTo(branch),
      ...noise,
      checkedOut(LIBRARY, 'refs/remotes/origin/main', shaOf(LIBRARY)),
      checkedOut(remote, branch, sha),
    ],
    changes: [{ commitId: sha, timestamp: at - HOUR }],
  });
}

/** A free-style build that another build started. */
function addDownstream(
  { world, dice }: Making,
  job: Item,
  above: string,
  started: Item,
  at: number,
) {
  const number = started.builds[0]?.number;
  if (number === undefined) return;
  addBuild(world, job, {
    ...{ timestamp: at, duration: 3 * MINUTE },
    result: chosen(dice, ['SUCCESS', 'SUCCESS', 'SUCCESS', 'FAILURE', 'ABORTED']),
    actions: [startedByBuild(above, number), ...noise],
  });
}

const addNightly = ({ world, dice }: Making, job: Item, at: number): Build =>
  addBuild(world, job, {
    ...{ timestamp: at, duration: 20 * MINUTE },
    result: chosen(dice, ['SUCCESS', 'SUCCESS', 'FAILURE', 'NOT_BUILT']),
    actions: [startedBy(...chosen(dice, people)), ...noise],
  });

/** An invented harbour: a multibranch job in a folder and one of an organisation, free-style jobs, and a pipeline. */
export function createWorld(options: WorldOptions = {}): World {
  const { size = 120, seed = 7, now = Date.UTC(2024, 5, 30), queued = 0 } = options;
  const main = newItem('PIPELINE', 'main');
  const feature = newItem('PIPELINE', 'feature%2Fbuoy');
  const sail = newItem('PIPELINE', 'main');
  const berth = newItem('FREE_STYLE', 'deploy-berth');
  const nightly = newItem('FREE_STYLE', 'nightly');
  const world: World = {
    root: 'http://jenkins.internal:8080/',
    items: [
      newItem('FOLDER', 'harbour', [newItem('MULTIBRANCH', 'crane', [feature, main]), berth]),
      newItem('ORGANIZATION', 'fleet', [newItem('MULTIBRANCH', 'sail', [sail])]),
      nightly,
    ],
    ...{ user: 'reader', token: options.token ?? 'play-token-of-jenkins' },
    ...{ isHidden: false, isWithoutStages: false, lastQueueId: 1_000 },
  };
  const making: Making = { world, dice: createDice(seed), queued };
  const rounds = Math.ceil(size / 5);
  for (let round = 0; round < rounds; round += 1) {
    const at = now - (rounds - round) * 9 * HOUR;
    addBranchBuild(making, feature, 'git@github.com:harbour-works/crane.git', at);
    addBranchBuild(making, main, 'git@github.com:harbour-works/crane.git', at + HOUR);
    addDownstream(making, berth, 'harbour/crane/main', main, at + 2 * HOUR);
    addBranchBuild(making, sail, 'https://github.com/harbour-works/sail.git', at + 3 * HOUR);
    addNightly(making, nightly, at + 4 * HOUR);
  }
  addBuild(world, nightly, {
    ...{ timestamp: now - MINUTE, duration: 0, result: null },
    actions: [startedBy(...people[0]!), ...noise],
  });
  return world;
}
