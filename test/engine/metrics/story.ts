import { metrics } from '../../../src/engine/metrics/index.js';
import type { Question } from '../../../src/engine/question.js';
import { type Anchors, noAnchors } from '../../../src/model/anchor.js';
import type {
  ChangeAnchor,
  CommitAnchor,
  PullRequestAnchor,
} from '../../../src/model/code-anchor.js';
import type { Membership } from '../../../src/model/people.js';
import type { Rules } from '../../../src/model/team.js';
import { resolveRange } from '../../../src/model/time.js';
import type { WorkItemAnchor } from '../../../src/model/work-anchor.js';
import { cellsOf, rules } from '../../arbitrary/questions.js';

export const instant = (text: string): number => Date.parse(text);
const of = { repository: 1, developer: 1, byBot: false };

export const commit = (number: number, at: string, rest: Partial<CommitAnchor> = {}) => ({
  ...of,
  number,
  ownAt: instant(at),
  authoredAt: instant(at),
  isMerge: false,
  doubt: null,
  ...rest,
});
export const change = (number: number, at: string, rest: Partial<ChangeAnchor> = {}) => ({
  ...of,
  number,
  ownAt: instant(at),
  mergedAt: instant(at),
  firstCommitAt: instant(at),
  firstCommitUnknown: false,
  doubt: null,
  release: null,
  releasedAt: null,
  baseline: false,
  builtAt: [],
  deployment: null,
  deployedAt: null,
  rideRule: null,
  carriedBy: null,
  inFirstDeployment: false,
  isReviewed: false,
  files: [],
  ...rest,
});
export const release = (number: number, at: number) => ({
  ...of,
  number,
  ownAt: at,
  releasedAt: at,
});

/** Opened and, where it was, merged at those instants; of one small file and without a word by anybody. */
export const pullRequest = (
  number: number,
  opened: string,
  merged: string | null,
  rest: Partial<PullRequestAnchor> = {},
): PullRequestAnchor => ({
  ...of,
  number,
  ownAt: instant(opened),
  openedAt: instant(opened),
  readyAt: null,
  mergedAt: merged === null ? null : instant(merged),
  mergeMethod: null,
  targetBranch: 'main',
  toDefaultBranch: true,
  labels: [],
  firstCommitAt: null,
  lastCommitAt: null,
  comments: [],
  reviews: [],
  additions: 1,
  deletions: 1,
  files: [],
  itemTypes: [],
  builtAt: [],
  deployment: null,
  deployedAt: null,
  rideRule: null,
  carriedBy: null,
  baseline: false,
  change: null,
  ...rest,
});
/** A story that was created and, where it was, done at those instants. */
export const workItem = (
  number: number,
  created: string,
  done: string | null,
  rest: Partial<WorkItemAnchor> = {},
): WorkItemAnchor => ({
  ...of,
  repository: null,
  project: 70_001,
  number,
  ownAt: instant(created),
  createdAt: instant(created),
  resolvedAt: done === null ? null : instant(done),
  type: 'Story',
  isSubtask: false,
  parent: null,
  status: done === null ? 'To Do' : 'Done',
  statusCategory: done === null ? 'TODO' : 'DONE',
  resolution: null,
  priority: null,
  points: null,
  traits: {},
  statusHistory: [],
  assignees: [],
  contributors: [],
  commitsAt: [],
  pullRequests: [],
  pushedAt: [],
  buildsAt: [],
  deploymentsAt: [],
  deployedAt: null,
  carriedBy: null,
  family: [],
  ...rest,
});

/** Members for ever, of one team. */
export const roster = (...developers: number[]): Membership[] =>
  developers.map((developer) => ({ team: 1, developer, since: null, until: null, shared: false }));

interface Told extends Partial<Anchors> {
  readonly roster?: readonly Membership[];
  readonly rules?: Rules;
}

/** A question about one team in weeks of UTC, from and to a local date. */
export function ask(
  id: string,
  from: string,
  to: string,
  told: Told,
  rest: Partial<Question> = {},
) {
  const metric = metrics.find((each) => each.id === id)!;
  const { roster: members, rules: inForce, ...anchors } = told;
  const zone = rest.zone ?? 'UTC';
  return {
    metric,
    teams: [
      {
        team: 1,
        roster: members ?? roster(1),
        ...cellsOf(metric, { ...noAnchors, ...anchors }, inForce ?? rules),
      },
    ],
    window: resolveRange({ dates: { from, to } }, 0, zone),
    zone,
    granularity: 'WEEK',
    aggregation: 'MEAN',
    membership: 'CURRENT',
    denominator: 'ROSTER',
    now: instant('2024-12-01T00:00:00Z'),
    ...rest,
  } satisfies Question;
}
