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
/** What must be told of an anchor: a number of its own among all anchors, and when it was; the rest may be. */
export type MetricInputFields<Kind extends InputKind> = Pick<InputOf[Kind], Must<Kind>> &
  Partial<Omit<InputOf[Kind], Must<Kind>>>;

type Unreported<Kind extends InputKind> = Omit<InputOf[Kind], Must<Kind>>;
type Defaults = {
  readonly [Kind in InputKind]: (told: MetricInputFields<Kind>) => Unreported<Kind>;
};

const nobodys = { repository: null, developer: null, byBot: false };
const unplaced = { ...nobodys, service: null, traits: {} };
const unlinked = { deployedAt: null, baseline: false };
const open = { resolvedAt: null, closedAt: null };

/** A pull request to the default branch. */
const pullRequest: Defaults['pullRequest'] = ({
  openedAt,
  firstCommitAt = null,
  lastCommitAt = null,
  commitsAt = [firstCommitAt, lastCommitAt].filter((at) => at !== null),
}) => ({
  ...{ ...nobodys, ownAt: openedAt, readyAt: null, mergedAt: null, mergeMethod: null },
  ...{ targetBranch: 'main', toDefaultBranch: true, labels: [], contributors: [] },
  ...{ commitsAt, comments: [], reviews: [] },
  firstCommitAt: firstCommitAt ?? commitsAt[0] ?? null,
  lastCommitAt: lastCommitAt ?? commitsAt.at(-1) ?? null,
  ...{ additions: null, deletions: null, files: [], itemTypes: [] },
  ...{
    ...unlinked,
    builtAt: [],
    deployment: null,
    rideRule: null,
    carriedBy: null,
    change: null,
    onKnownLine: false,
    ...{ release: null, releasedAt: null, inFirstRelease: false, historyKnown: false },
  },
});

/** A task without history or relatives. */
const workItem: Defaults['workItem'] = ({ createdAt, resolvedAt = null, deploymentsAt = [] }) => ({
  ...{ ...nobodys, ownAt: createdAt, project: 0, resolvedAt, type: 'Task', traits: {} },
  ...{
    isSubtask: false,
    parent: null,
    above: null,
    resolution: null,
    priority: null,
    points: null,
  },
  status: resolvedAt === null ? 'To Do' : 'Done',
  statusCategory: resolvedAt === null ? 'TODO' : 'DONE',
  ...{ statusHistory: [], assignees: [], contributors: [], commitsAt: [], pullRequests: [] },
  ...{ pushedAt: [], buildsAt: [], deploymentsAt, carriedBy: null, family: [] },
  deployedAt: deploymentsAt.length === 0 ? null : Math.max(...deploymentsAt),
});

function instantOfRun({ number, endedAt, startedAt, ownAt }: MetricInputFields<'run'>): Instant {
  const at = endedAt ?? startedAt ?? ownAt;
  if (at === undefined) throw new Error(`Run ${number} has neither an end nor a start.`);
  return at;
}

/** A successful deployment to production. */
const run: Defaults['run'] = ({
  service = null,
  services = service === null ? [] : [service],
  ...told
}) => ({
  ...{ ...unplaced, services, service: services[0] ?? null },
  ...{ ownAt: instantOfRun(told), startedAt: null, pipeline: 0, kinds: ['CD'] },
  ...{ status: 'SUCCESS', rollback: false, environmentType: 'PRODUCTION' },
  ...{ blamedBy: [], nextSuccessAt: null, repairs: false, takesBack: [], mark: null },
});

const statusOf = (resolvedAt: Instant | null, closedAt: Instant | null): string => {
  if (closedAt !== null) return 'Closed';
  return resolvedAt === null ? 'New' : 'Resolved';
};

const defaults: Defaults = {
  commit: ({ authoredAt }) => ({ ...nobodys, ownAt: authoredAt, isMerge: false, doubt: null }),
  change: ({ mergedAt, firstCommitAt }) => ({
    ...{ ...nobodys, ownAt: mergedAt, doubt: null, release: null, releasedAt: null, files: [] },
    ...{ baseline: false, firstCommitAt: firstCommitAt ?? mergedAt, builtAt: [], deployment: null },
    ...{ deployedAt: null, rideRule: null, carriedBy: null },
    ...{ inFirstDeployment: false, isReviewed: false },
    firstCommitUnknown: firstCommitAt === undefined,
  }),
  release: ({ releasedAt }) => ({ ...nobodys, ownAt: releasedAt }),
  pullRequest,
  workItem,
  run,
  incident: ({ createdAt, resolvedAt = null, closedAt = null }) => ({
    ...{ ...unplaced, ...open, ownAt: createdAt, updatedAt: createdAt, blames: null },
    status: statusOf(resolvedAt, closedAt),
  }),
  changeRequest: ({ createdAt, closedAt = null }) => ({
    ...{ ...unplaced, ...open, ownAt: createdAt, updatedAt: createdAt },
    status: closedAt === null ? 'New' : 'Closed',
  }),
  sprint: ({ number, endedAt }) => ({
    ...{ ...nobodys, ownAt: endedAt, name: `Sprint ${number}`, isClosed: true, items: [] },
  }),
  version: ({ releasedAt }) => ({ ...nobodys, ownAt: releasedAt, project: 0 }),
};

/**
 * An anchor of a kind, complete, of what somebody knows of it. What is not told is not there: nobody's, by no bot, in no repository,
 * without comments, files or links. A pull request goes to the default branch; a work item is a task, done where it is resolved; a run is
 * a successful deployment to production; a sprint is over; a change begins when it is merged, which is said where it is counted. Throws of a run of which no instant is told.
 */
export const inputOf = <Kind extends InputKind>(
  kind: Kind,
  told: MetricInputFields<Kind>,
): InputOf[Kind] => ({ ...defaults[kind](told), ...told }) as unknown as InputOf[Kind];
