import type { Carrier, ChangeInput, PullRequestInput } from '../../model/inputs/code-input.js';
import type { MetricInputBase } from '../../model/inputs/input-base.js';
import type { MetricInputs } from '../../model/inputs/metric-input.js';
import type { WorkItemInput } from '../../model/inputs/work-input.js';
import type { Rules } from '../../model/team.js';
import type { Instant } from '../../model/time.js';
import { exclude } from '../define-metric.js';
import type { ExcludedObservation } from '../metric.js';
import { notCompleted } from '../work/completion.js';
import { notDelivered } from './destination.js';
import {
  type Moments,
  momentsOfChange,
  momentsOfDelivery,
  momentsOfPullRequest,
  momentsOfRelease,
  momentsOfWorkItem,
} from './moments.js';
import { endsInDeployment, endsInRelease, unitOf } from './passage.js';

/** The flags of a finished thing that a reader should know of. */
export const flags = [
  'firstCommitUnknown',
  'outOfOrder',
  'withPullRequest',
  'releasedAfterMerge',
] as const;
export type Flag = (typeof flags)[number];

/** Something that is finished, with the instant that puts it into a bucket. */
export interface Finished {
  readonly input: MetricInputBase;
  readonly at: Instant;
  readonly moments: Moments;
  readonly project?: number;
  readonly carriedBy: Carrier | null;
  /** Numbers of the developers who had a part in it; only the author of a change. */
  readonly contributors?: readonly number[];
  readonly flags?: { readonly [Name in Exclude<Flag, 'outOfOrder'>]?: boolean };
}
type Found = Finished | ExcludedObservation;

function ofWorkItem(item: WorkItemInput, { settings, efficiency }: Rules): Found {
  const reason = notCompleted(item, settings);
  const { carriedBy } = item;
  if (reason || item.resolvedAt === null)
    return exclude(item, reason ?? 'NOT_COMPLETED', item.ownAt, { ...carriedBy });
  const onlyDeployed = efficiency.leadTime.workScope === 'ONLY_DEPLOYED_WORK';
  const at = onlyDeployed ? item.deployedAt : item.resolvedAt;
  if (at === null) return exclude(item, 'NOT_DEPLOYED', item.resolvedAt);
  return {
    input: item,
    at,
    moments: momentsOfWorkItem(item),
    project: item.project,
    carriedBy,
    contributors: item.contributors,
    flags: { withPullRequest: item.pullRequests.length > 0 },
  };
}

type Merged = Pick<PullRequestInput | ChangeInput, 'mergedAt' | 'deployedAt'>;

/** Returns when a merged thing counts; null if it does not, since only deployed work does. */
function countsAt({ mergedAt, deployedAt }: Merged, { efficiency }: Rules) {
  if (efficiency.leadTime.workScope === 'ONLY_DEPLOYED_WORK') return deployedAt;
  return endsInDeployment(efficiency) ? (deployedAt ?? mergedAt) : mergedAt;
}

/**
 * Returns a pull request as finished, or excluded. If no known deployment carries it, it is out
 * with its release, provided the phases end with that.
 */
function ofPullRequest(pullRequest: PullRequestInput, rules: Rules): Found {
  const { ownAt, carriedBy, baseline, inFirstRelease, releasedAt, releaseRule } = pullRequest;
  const isByTime = releaseRule !== 'TAG_CONTAINS_MERGE';
  const mergedAt = pullRequest.mergedAt ?? ownAt;
  const byRelease = endsInRelease(rules.efficiency) && pullRequest.deployedAt === null;
  const deployedAt = byRelease ? releasedAt : pullRequest.deployedAt;
  const reason = notDelivered(pullRequest, rules.settings);
  const at = countsAt({ mergedAt, deployedAt }, rules);
  if (!reason && at !== null)
    return {
      input: pullRequest,
      at,
      moments: momentsOfPullRequest(pullRequest),
      carriedBy,
      contributors: pullRequest.contributors,
      flags: { releasedAfterMerge: byRelease && releasedAt !== null && isByTime },
    };
  const isFirst = baseline || (byRelease && inFirstRelease);
  const lacking = isFirst ? 'BASELINE' : 'NOT_DEPLOYED';
  return exclude(pullRequest, reason ?? lacking, mergedAt, { ...carriedBy });
}

/**
 * Returns a pull request in the place of changes, where changes count and none of its repository is
 * known.
 */
function ofRelease(pullRequest: PullRequestInput, { settings }: Rules): Found {
  const {
    ownAt,
    mergedAt,
    inFirstRelease,
    releasedAt: at,
    firstCommitAt,
    releaseRule,
  } = pullRequest;
  const releasedAfterMerge = releaseRule !== 'TAG_CONTAINS_MERGE';
  const reason = notDelivered(pullRequest, settings);
  if (!reason && at !== null)
    return {
      input: pullRequest,
      at,
      moments: momentsOfRelease(pullRequest),
      carriedBy: null,
      contributors: pullRequest.contributors,
      flags: { firstCommitUnknown: firstCommitAt === null, releasedAfterMerge },
    };
  const lacking = inFirstRelease ? 'BASELINE' : 'NOT_RELEASED';
  return exclude(pullRequest, reason ?? lacking, mergedAt ?? ownAt);
}

/** Returns a change that came by no known pull request. */
function ofDelivery(change: ChangeInput, rules: Rules): Found {
  const { doubt, inFirstDeployment, carriedBy, firstCommitUnknown } = change;
  const at = countsAt(change, rules);
  if (!doubt && at !== null)
    return {
      input: change,
      at,
      moments: momentsOfDelivery(change),
      carriedBy,
      flags: { firstCommitUnknown },
    };
  const lacking = inFirstDeployment ? 'BASELINE' : 'NOT_DEPLOYED';
  return exclude(change, doubt ?? lacking, change.mergedAt, { ...carriedBy });
}

function ofChange(change: ChangeInput): Found {
  const { doubt, baseline, releasedAt: at, firstCommitUnknown } = change;
  if (doubt) return exclude(change, doubt);
  if (baseline) return exclude(change, 'BASELINE');
  if (at === null) return exclude(change, 'NOT_RELEASED');
  const moments = momentsOfChange(change);
  return { input: change, at, moments, carriedBy: null, flags: { firstCommitUnknown } };
}

/**
 * Returns what lead time is measured of under these rules, and the exclusions with their reason.
 */
export function finished(inputs: MetricInputs, rules: Rules): Found[] {
  const unit = unitOf(rules.efficiency);
  if (unit === 'WORK_ITEM') return inputs.workItems.map((item) => ofWorkItem(item, rules));
  if (unit === 'CHANGE')
    return [
      ...inputs.changes.map(ofChange),
      ...inputs.pullRequests
        .filter(({ historyKnown }) => !historyKnown)
        .map((pullRequest) => ofRelease(pullRequest, rules)),
    ];
  return [
    ...inputs.pullRequests.map((pullRequest) => ofPullRequest(pullRequest, rules)),
    ...inputs.changes
      .filter(({ isReviewed }) => !isReviewed)
      .map((change) => ofDelivery(change, rules)),
  ];
}
