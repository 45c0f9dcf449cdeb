import type { PullRequestInput } from '../../model/inputs/code-input.js';
import type { ExclusionReason } from '../../model/observation.js';
import type { TeamSettings } from '../../model/team.js';
import { isExcludedByLabel, isForDestination } from '../../model/team-scope.js';

/**
 * Returns why a pull request brings nothing into a branch that the team ships from; null if it
 * does.
 */
export function notDelivered(
  pullRequest: PullRequestInput,
  settings: TeamSettings,
): ExclusionReason | null {
  if (pullRequest.mergedAt === null) return 'NOT_MERGED';
  if (!isForDestination(settings, pullRequest)) return 'OTHER_BRANCH';
  return isExcludedByLabel(settings, pullRequest.labels) ? 'EXCLUDED_BY_LABEL' : null;
}
