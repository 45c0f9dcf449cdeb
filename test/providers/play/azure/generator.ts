import { createDice } from '../kit/random.js';
import {
  type AzureWorld,
  type Commit,
  DAY,
  guidOf,
  HOUR,
  type Identity,
  type Iteration,
  MINUTE,
  type Project,
  type PullRequest,
  personNamed,
  type Repository,
  shaOf,
  type Thread,
} from './world.js';

export interface AzureWorldOptions {
  /** About how many pull requests. */
  readonly size?: number;
  /** About how many runs of pipelines; default: as many. */
  readonly runs?: number;
  /** When the last thing happened. */
  readonly now?: number;
  readonly clock?: () => number;
}

const names = ['Ada Holm', 'Ben Ruiz', 'Chiyo Abe', 'Dana Weiss', 'Emre Kaya'];
export const people: readonly Identity[] = names.map((name) => personNamed(name));
const buildService = personNamed('Fabrikam Build Service (fabrikam)', `Build\\${guidOf('build')}`);
/** An account that calls itself a user and is none. */
export const robot = personNamed('Dependency Robot');
export const reviewersGroup: Identity = {
  ...personNamed(
    '[Shop]\\Reviewers',
    `vstfs:///Classification/TeamProject/${guidOf('group')}\\Reviewers`,
  ),
  isContainer: true,
};
/** Threads that Azure writes itself have this author. */
const systemAccount = personNamed(
  'Microsoft.VisualStudio.Services.TFS',
  'Microsoft.VisualStudio.Services.TFS',
);

const words = ['basket', 'search', 'invoice', 'login', 'stock', 'report', 'import', 'mail'];
const acts = ['Add', 'Correct', 'Speed up', 'Simplify', 'Log'];

export const systemThread = (
  id: number,
  at: number,
  type: string,
  properties: Thread['properties'],
  identities: readonly Identity[] = [],
): Thread => ({
  ...{ id, at, type, identities },
  properties: { CodeReviewThreadType: type, ...properties },
  comments: [{ by: systemAccount, at, text: `${type} happened.` }],
});

export const voteThread = (id: number, at: number, by: Identity, vote: number): Thread =>
  systemThread(
    ...([id, at, 'VoteUpdate'] as const),
    { CodeReviewVoteResult: String(vote), CodeReviewVotedByIdentity: '1' },
    [by],
  );

/** The change of a draft to none, or back. */
export const draftThread = (id: number, at: number, by: Identity, isDraft: boolean): Thread =>
  systemThread(
    ...([id, at, 'IsDraftUpdate'] as const),
    {
      CodeReviewIsDraftNowSet: isDraft ? 'True' : 'False',
      CodeReviewIsDraftUpdatedByIdentity: '1',
    },
    [by],
  );

export const textThread = (id: number, at: number, by: Identity, text: string): Thread => ({
  ...{ id, at, type: null, properties: {}, identities: [] },
  comments: [{ by, at, text }],
});

type Dice = () => number;
const pick = <Value>(dice: Dice, values: readonly Value[]): Value =>
  values[Math.floor(dice() * values.length)]!;

interface Making {
  readonly world: AzureWorld;
  readonly dice: Dice;
  readonly now: number;
}

function threadsOf(
  { world, dice }: Making,
  author: Identity,
  from: number,
  until: number,
  wasDraft: boolean,
): Thread[] {
  const others = people.filter((one) => one !== author);
  const next = () => world.nextThread++;
  const at = (share: number) => Math.floor(from + (until - from) * share);
  const reviewer = pick(dice, others);
  return [
    systemThread(next(), at(0.02), 'MergeAttempt', { CodeReviewMergeStatus: 'Succeeded' }),
    ...(wasDraft ? [draftThread(next(), at(0.1), author, false)] : []),
    textThread(next(), at(0.3), reviewer, 'What if it is empty?'),
    textThread(next(), at(0.4), author, 'Then it stays empty.'),
    voteThread(next(), at(0.5), reviewer, pick(dice, [10, 5, -5])),
    voteThread(next(), at(0.55), reviewersGroup, 10),
    voteThread(next(), at(0.8), pick(dice, others), 10),
  ];
}

function iterationsOf(
  { dice }: Making,
  number: number,
  author: Identity,
  from: number,
  until: number,
): Iteration[] {
  const commit = (index: number, at: number): Commit => ({
    ...{ sha: shaOf(`${number} ${index}`), author, at },
    message: `Step ${index} of ${number}\n\nFor SHOP-${number}.`,
  });
  const first = commit(1, from - 6 * HOUR);
  const second = commit(2, from - HOUR);
  const third = commit(3, Math.floor(from + (until - from) * 0.6));
  const create: Iteration = { id: 1, at: from, reason: 'create', commits: [first, second] };
  if (dice() < 0.3) return [create];
  const isForced = dice() < 0.4;
  const reason = isForced ? 'forcePush' : 'push';
  const commits = isForced ? [second, third] : [first, second, third];
  return [create, { id: 2, at: third.at + MINUTE, reason, commits }];
}

const endingOf = (number: number) => (number % 9 === 0 ? 'abandoned' : 'completed');

function authorOf(number: number, dice: Dice): Identity {
  if (number % 11 === 0) return buildService;
  return number % 7 === 0 ? robot : pick(dice, people);
}

function makePullRequest(making: Making, number: number, repository: Repository, age: number) {
  const { world, dice, now } = making;
  const isOpen = age < 3 * DAY && number % 2 === 0;
  const createdAt = now - age;
  const closedAt = isOpen ? null : Math.min(now, createdAt + Math.floor((4 + dice() * 44) * HOUR));
  const author = authorOf(number, dice);
  const wasDraft = number % 3 === 0;
  const until = closedAt ?? now;
  const word = pick(dice, words);
  const pull: PullRequest = {
    ...{ id: number, repository, author, createdAt, closedAt, isDraft: false },
    title: `${pick(dice, acts)} the ${word}`,
    description: number % 5 === 0 ? `${'Long. '.repeat(80)}End.` : `The ${word}.`,
    source: `refs/heads/work/${word}-${number}`,
    target: repository.defaultBranch,
    status: closedAt === null ? 'active' : endingOf(number),
    strategy: pick(dice, ['squash', 'noFastForward', 'rebase']),
    labels: number % 4 === 0 ? ['urgent'] : [],
    reviewers: [
      { by: people[number % people.length]!, vote: 10 },
      { by: reviewersGroup, vote: 10 },
    ],
    threads: threadsOf(making, author, createdAt, until, wasDraft),
    iterations: iterationsOf(making, number, author, createdAt, until),
    files: [
      { path: `/src/${word}.ts`, changeType: 'edit' },
      { path: `/test/${word}.test.ts`, changeType: 'add' },
    ],
  };
  world.pullRequests.push(pull);
}

const projectNamed = (name: string): Project => ({ id: guidOf(`project ${name}`), name });
const repositoryNamed = (project: Project, name: string): Repository => ({
  ...{ id: guidOf(`repository ${project.name}/${name}`), project, name },
  defaultBranch: 'refs/heads/main',
});

/** Returns an organisation without pull requests. */
export function emptyWorld({ clock = Date.now }: AzureWorldOptions = {}): AzureWorld {
  const [shop, tools] = [projectNamed('Shop'), projectNamed('Tools')];
  return {
    organization: 'fabrikam',
    projects: [shop, tools],
    repositories: [
      repositoryNamed(shop, 'api'),
      repositoryNamed(shop, 'web'),
      repositoryNamed(tools, 'cli'),
    ],
    pullRequests: [],
    tags: [],
    people,
    clock,
    lacking: new Set(),
    pipelines: { builds: [], environments: [], records: [], deployments: [] },
    nextThread: 1,
  };
}

/** Returns an organisation of three repositories, whose pull requests are spread over 170 days. */
export function createAzureWorld(options: AzureWorldOptions = {}): AzureWorld {
  const { size = 40, now = Date.now() } = options;
  const world = emptyWorld(options);
  const making: Making = { world, dice: createDice(7), now };
  const [api, web, cli] = world.repositories as [Repository, Repository, Repository];
  for (let index = 0; index < size; index += 1) {
    const age = Math.floor(170 * DAY * ((size - index) / size) ** 3);
    const ofShop = index % 2 === 0 ? api : web;
    const repository = index % 5 === 4 ? cli : ofShop;
    makePullRequest(making, index + 1, repository, Math.max(age, 5 * HOUR));
  }
  for (const [index, name] of ['v1.0', 'v1.1', 'v1.2'].entries()) {
    const at = now - (90 - index * 30) * DAY;
    const commit = { sha: shaOf(name), author: people[0]!, at, message: `Release ${name}` };
    const tagger = index === 0 ? null : { by: people[1]!, at: at + HOUR };
    world.tags.push({ repository: api, name, commit, tagger });
  }
  return world;
}
