import type { PullRequestAnchor } from '../../model/code-anchor.js';
import type { ExclusionReason } from '../../model/observation.js';
import type { Rules } from '../../model/team.js';
import { isForDestination } from '../delivery/destination.js';
import { exclude, type LeftOut } from '../metric.js';

/** A pull request that was merged. */
export type Merged = PullRequestAnchor & { readonly mergedAt: number };

function reasonToExclude(
  merged: Merged,
  { productivity, settings }: Rules,
): ExclusionReason | null {
  if (merged.byBot) return 'BOT';
  const isElsewhere =
    productivity.restrictToDestinationBranches && !isForDestination(merged, settings);
  return isElsewhere ? 'OTHER_BRANCH' : null;
}

/**
 * What productivity counts of pull requests: those that people merged, of every branch unless the profile keeps to the team's.
 * What was not merged is left out at its opening, all else at its merge.
 */
export function mergedByPeople(
  pullRequest: PullRequestAnchor,
  rules: Rules,
): { readonly merged: Merged } | LeftOut {
  const { mergedAt } = pullRequest;
  if (mergedAt === null) return exclude(pullRequest, 'NOT_MERGED');
  const merged = { ...pullRequest, mergedAt };
  const reason = reasonToExclude(merged, rules);
  return reason ? exclude(pullRequest, reason, mergedAt) : { merged };
}
