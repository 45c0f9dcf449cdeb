import { isEmpty } from '../../model/filter.js';
import { filterText } from '../../model/filter-words.js';
import type { PullRequestInput } from '../../model/inputs/code-input.js';
import type { ExclusionReason } from '../../model/observation.js';
import type { Rules } from '../../model/team.js';
import { isForDestination } from '../../model/team-scope.js';
import type { Instant } from '../../model/time.js';
import { exclude } from '../define-metric.js';
import type { ExcludedObservation } from '../metric.js';

/** A pull request that was merged. */
export type Merged = PullRequestInput & { readonly mergedAt: Instant };
const isMerged = (pullRequest: PullRequestInput): pullRequest is Merged =>
  pullRequest.mergedAt !== null;

function reasonToExclude(
  merged: Merged,
  { productivity, settings }: Rules,
): ExclusionReason | null {
  if (merged.byBot) return 'BOT';
  const isElsewhere =
    productivity.restrictToDestinationBranches && !isForDestination(settings, merged);
  return isElsewhere ? 'OTHER_BRANCH' : null;
}

/** Describes which pull requests count. */
export const describePullRequests = ({ productivity, settings }: Rules): string[] => {
  if (!productivity.restrictToDestinationBranches) return ['merged into any branch'];
  const { destinationBranches } = settings;
  return [
    !isEmpty(destinationBranches)
      ? `merged where ${filterText(destinationBranches)}`
      : 'merged into the default branch',
  ];
};

/** Yields the row of each pull request that productivity counts, and the exclusions. */
export function* observeMerged<Row>(
  pullRequests: readonly PullRequestInput[],
  rules: Rules,
  rowOf: (merged: Merged) => Row,
): Iterable<Row | ExcludedObservation> {
  for (const pullRequest of pullRequests) {
    const found = mergedByPeople(pullRequest, rules);
    yield 'excluded' in found ? found : rowOf(found.merged);
  }
}

/**
 * Returns the pull requests that productivity counts: those that people merged, of every branch
 * unless the profile keeps to the team's. An unmerged pull request is excluded at its opening, any
 * other at its merge.
 */
export function mergedByPeople(
  pullRequest: PullRequestInput,
  rules: Rules,
): { readonly merged: Merged } | ExcludedObservation {
  if (!isMerged(pullRequest)) return exclude(pullRequest, 'NOT_MERGED');
  const reason = reasonToExclude(pullRequest, rules);
  return reason ? exclude(pullRequest, reason, pullRequest.mergedAt) : { merged: pullRequest };
}
