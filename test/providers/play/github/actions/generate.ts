import { nodeIdOf } from '../generated/company.js';
import { type Dice, rollDice } from '../generated/dice.js';
import type { Moment, Person } from '../world/records.js';
import type { Repository, World } from '../world/world.js';
import type { Attempt, Deployment, Job, Run, Workflow } from './records.js';

const MINUTE = 60_000;
const DAY = 86_400_000;
const KEY = 6;
/** Ids of jobs leave room for those of all attempts of their run. */
const JOBS_A_RUN = 1_000;
/** Longer than the pages of a list of jobs. */
const LONG_MATRIX = 130;

const workflows: readonly Workflow[] = [
  { id: 1, name: 'CI', path: '.github/workflows/ci.yml' },
  { id: 2, name: 'Deploy', path: '.github/workflows/deploy.yml' },
  { id: 3, name: null, path: '.github/workflows/nightly.yml' },
];

interface Outline {
  readonly index: number;
  readonly id: number;
  readonly workflow: Workflow;
  readonly createdAt: Moment;
  readonly isNewest: boolean;
}

function jobsOf(outline: Outline, attempt: number, startedAt: Moment, failed: boolean): Job[] {
  const { index, id, workflow } = outline;
  const names = workflow.name === 'Deploy' ? ['build', 'deploy', 'notify'] : ['build', 'test'];
  const matrix = index === 7 ? LONG_MATRIX : 0;
  const all = [...names, ...Array.from({ length: matrix }, (_, n) => `test (${n})`)];
  return all.map((name, n) => {
    const isSkipped = failed && name === 'notify';
    const begun = startedAt + (n + 1) * MINUTE;
    const isFailed = failed && (name === 'deploy' || name === 'test');
    const otherwise = isSkipped ? 'skipped' : 'success';
    return {
      id: id * JOBS_A_RUN + attempt * 200 + n,
      name,
      status: 'completed',
      conclusion: isFailed ? 'failure' : otherwise,
      createdAt: startedAt,
      startedAt: begun,
      // A skipped job ends before it starts.
      completedAt: isSkipped ? begun - 1_000 : begun + MINUTE,
    };
  });
}

function attemptsOf(outline: Outline, people: readonly Person[], dice: Dice): Attempt[] {
  const { createdAt, isNewest } = outline;
  const count = dice.chance(0.15) ? 2 + dice.below(2) : 1;
  const isRunning = isNewest && count === 1;
  return Array.from({ length: count }, (_, n) => {
    const isLast = n === count - 1;
    const failed = !isLast || dice.chance(0.1);
    const startedAt = createdAt + n * (2 * 60 * MINUTE + dice.below(3) * MINUTE);
    const actor = dice.chance(0.03) ? null : dice.pick(people);
    if (isRunning)
      return {
        status: 'in_progress',
        conclusion: null,
        startedAt,
        updatedAt: startedAt,
        actor,
        jobs: [],
      };
    const jobs = jobsOf(outline, n + 1, startedAt, failed);
    const updatedAt = startedAt + (jobs.length + 2) * MINUTE;
    return {
      status: 'completed',
      conclusion: failed ? 'failure' : 'success',
      startedAt,
      updatedAt,
      actor,
      jobs,
    };
  });
}

function runOf(
  repository: Repository,
  outline: Outline,
  people: readonly Person[],
  dice: Dice,
): Run {
  const { index, id, workflow, createdAt } = outline;
  const isOfPullRequest = workflow.name === 'CI' && dice.chance(0.5);
  const heads = ['SAME', 'SAME', 'FORK'] as const;
  const commits = repository.content.history();
  return {
    id,
    workflow,
    number: index + 1,
    event: isOfPullRequest ? 'pull_request' : 'push',
    branch: isOfPullRequest ? `change-${index}` : repository.defaultBranch,
    sha: commits.length > 0 ? commits.at(index % commits.length).sha : 'f'.repeat(40),
    createdAt,
    head: isOfPullRequest ? dice.pick(heads) : 'SAME',
    attempts: attemptsOf(outline, people, dice),
  };
}

/** The runs of a repository, the newest first; a few begin within the same second. */
export function generateRuns(world: World, repository: Repository, count: number): Run[] {
  const people = world.people.filter(({ kind }) => kind === 'User' || kind === 'Bot');
  const from = world.now - 60 * DAY;
  const step = Math.max(2_000, Math.floor((world.now - from) / Math.max(1, count)));
  return Array.from({ length: count }, (_, n) => {
    const index = count - 1 - n;
    const dice = rollDice(repository.id, KEY, index);
    const at = world.now - 10 * MINUTE - n * step;
    const createdAt = Math.floor((index % 5 === 1 ? at - step : at) / 1_000) * 1_000;
    const workflow = workflows[index % workflows.length]!;
    const outline = {
      index,
      id: repository.id * 100 + index,
      workflow,
      createdAt,
      isNewest: n === 0,
    };
    return runOf(repository, outline, people, dice);
  }).sort((left, right) => right.createdAt - left.createdAt || right.id - left.id);
}

const LONG_HISTORY = 27;

function deploymentOf(
  repository: Repository,
  run: Run,
  attempt: Attempt,
  previous: boolean,
): Deployment | null {
  const job = attempt.jobs.find(({ name }) => name === 'deploy');
  if (!job?.completedAt) return null;
  const log = `actions/runs/${run.id}/job/${job.id}`;
  const waits = run.number % 30 === 2 ? LONG_HISTORY : 1;
  const isSuccess = job.conclusion === 'success';
  return {
    id: job.id,
    nodeId: nodeIdOf('DE', repository.id, job.id),
    sha: run.sha,
    ref: run.branch ?? run.sha,
    environment: run.number % 2 === 0 ? 'production' : 'staging',
    isProduction: run.number % 2 === 0,
    isTransient: false,
    creator: attempt.actor,
    createdAt: job.createdAt,
    statuses: [
      ...Array.from({ length: waits }, (_, n) => ({
        state: 'WAITING',
        at: job.createdAt + n,
        log,
      })),
      { state: 'IN_PROGRESS', at: job.startedAt, log },
      { state: isSuccess ? 'SUCCESS' : 'FAILURE', at: job.completedAt, log },
      // GitHub does this itself once another one takes the environment.
      ...(isSuccess && previous ? [{ state: 'INACTIVE', at: job.completedAt + DAY, log }] : []),
    ],
  };
}

/** Returns the deployments by the deploying jobs of these runs, the newest first. */
export const generateDeployments = (repository: Repository, runs: readonly Run[]): Deployment[] =>
  runs
    .flatMap((run, index) =>
      run.attempts.flatMap((attempt) => deploymentOf(repository, run, attempt, index > 5) ?? []),
    )
    .sort((left, right) => right.createdAt - left.createdAt || right.id - left.id);
