import type { InputKind, InputOf } from '../model/inputs/metric-input.js';
import type { Instant } from '../model/time.js';

interface Needed {
  readonly commit: 'authoredAt';
  readonly change: 'mergedAt';
  readonly release: 'releasedAt';
  readonly pullRequest: 'openedAt';
  readonly workItem: 'createdAt';
  readonly run: 'endedAt';
  readonly incident: 'createdAt';
  readonly changeRequest: 'createdAt';
  readonly sprint: 'startedAt' | 'endedAt';
  readonly version: 'releasedAt';
}
type Must<Kind extends InputKind> = keyof InputOf[Kind] & ('number' | Needed[Kind]);
/**
 * The fields of a metric input. Its instant is required, and a number of its own among all inputs;
 * the rest is optional.
 */
export type MetricInputFields<Kind extends InputKind> = Pick<InputOf[Kind], Must<Kind>> &
  Partial<Omit<InputOf[Kind], Must<Kind>>>;

type Unreported<Kind extends InputKind> = Omit<InputOf[Kind], Must<Kind>>;
type Defaults = {
  readonly [Kind in InputKind]: (given: MetricInputFields<Kind>) => Unreported<Kind>;
};

const nobodys = { repository: null, developer: null, byBot: false };
const unplaced = { ...nobodys, service: null, traits: {} };
const unlinked = { deployedAt: null, baseline: false };
const open = { resolvedAt: null, closedAt: null };

/** Completes a pull request to the default branch. */
const pullRequest: Defaults['pullRequest'] = ({
  openedAt,
  firstCommitAt = null,
  lastCommitAt = null,
  commitsAt = [firstCommitAt, lastCommitAt].filter((at) => at !== null),
}) => ({
  ...nobodys,
  ownAt: openedAt,
  readyAt: null,
  mergedAt: null,
  mergeMethod: null,
  targetBranch: 'main',
  toDefaultBranch: true,
  labels: [],
  contributors: [],
  commitsAt,
  comments: [],
  reviews: [],
  firstCommitAt: firstCommitAt ?? commitsAt[0] ?? null,
  lastCommitAt: lastCommitAt ?? commitsAt.at(-1) ?? null,
  additions: null,
  deletions: null,
  files: [],
  itemTypes: [],
  ...unlinked,
  builtAt: [],
  deployment: null,
  firstDeploymentRule: null,
  carriedBy: null,
  change: null,
  onKnownLine: false,
  release: null,
  releasedAt: null,
  inFirstRelease: false,
  historyKnown: false,
});

/** Completes a task without history or relatives. */
const workItem: Defaults['workItem'] = ({ createdAt, resolvedAt = null, deploymentsAt = [] }) => ({
  ...nobodys,
  ownAt: createdAt,
  project: 0,
  resolvedAt,
  type: 'Task',
  traits: {},
  isSubtask: false,
  parent: null,
  above: null,
  resolution: null,
  priority: null,
  points: null,
  status: resolvedAt === null ? 'To Do' : 'Done',
  statusCategory: resolvedAt === null ? 'TODO' : 'DONE',
  statusHistory: [],
  assignees: [],
  contributors: [],
  commitsAt: [],
  pullRequests: [],
  pushedAt: [],
  buildsAt: [],
  deploymentsAt,
  carriedBy: null,
  family: [],
  deployedAt: deploymentsAt.length === 0 ? null : Math.max(...deploymentsAt),
});

function instantOfRun({ number, endedAt, startedAt, ownAt }: MetricInputFields<'run'>): Instant {
  const at = endedAt ?? startedAt ?? ownAt;
  if (at === undefined) throw new Error(`Run ${number} has neither an end nor a start.`);
  return at;
}

/** Completes a successful deployment to production. */
const run: Defaults['run'] = ({
  service = null,
  services = service === null ? [] : [service],
  ...given
}) => ({
  ...unplaced,
  services,
  service: services[0] ?? null,
  ownAt: instantOfRun(given),
  startedAt: null,
  pipeline: 0,
  kinds: ['CD'],
  status: 'SUCCESS',
  rollback: false,
  environmentType: 'PRODUCTION',
  blamedBy: [],
  nextSuccessAt: null,
  repairs: false,
  reverts: [],
  mark: null,
});

const statusOf = (resolvedAt: Instant | null, closedAt: Instant | null): string => {
  if (closedAt !== null) return 'Closed';
  return resolvedAt === null ? 'New' : 'Resolved';
};

const defaults: Defaults = {
  commit: ({ authoredAt }) => ({ ...nobodys, ownAt: authoredAt, isMerge: false, doubt: null }),
  change: ({ mergedAt, firstCommitAt }) => ({
    ...nobodys,
    ownAt: mergedAt,
    doubt: null,
    release: null,
    releasedAt: null,
    files: [],
    baseline: false,
    firstCommitAt: firstCommitAt ?? mergedAt,
    builtAt: [],
    deployment: null,
    deployedAt: null,
    firstDeploymentRule: null,
    carriedBy: null,
    inFirstDeployment: false,
    isReviewed: false,
    firstCommitUnknown: firstCommitAt === undefined,
  }),
  release: ({ releasedAt }) => ({ ...nobodys, ownAt: releasedAt }),
  pullRequest,
  workItem,
  run,
  incident: ({ createdAt, resolvedAt = null, closedAt = null }) => ({
    ...unplaced,
    ...open,
    ownAt: createdAt,
    updatedAt: createdAt,
    blames: null,
    status: statusOf(resolvedAt, closedAt),
  }),
  changeRequest: ({ createdAt, closedAt = null }) => ({
    ...unplaced,
    ...open,
    ownAt: createdAt,
    updatedAt: createdAt,
    status: closedAt === null ? 'New' : 'Closed',
  }),
  sprint: ({ number, endedAt }) => ({
    ...nobodys,
    ownAt: endedAt,
    name: `Sprint ${number}`,
    isClosed: true,
    items: [],
  }),
  version: ({ releasedAt }) => ({ ...nobodys, ownAt: releasedAt, project: 0 }),
};

/**
 * Returns a complete metric input of a kind from the given fields. A field that is not given is
 * absent: nobody's, by no bot, in no repository, without comments, files or links. The defaults of
 * each kind:
 * - A pull request goes to the default branch.
 * - A work item is a task, done if it is resolved.
 * - A run is a successful deployment to production.
 * - A sprint is over.
 * - A change begins when it is merged, which is said where it is counted.
 *
 * Throws if a run is given without any instant.
 */
export const inputOf = <Kind extends InputKind>(
  kind: Kind,
  given: MetricInputFields<Kind>,
): InputOf[Kind] => ({ ...defaults[kind](given), ...given }) as unknown as InputOf[Kind];
