import type { PullRequestAnchor } from '../../model/code-anchor.js';
import { matches } from '../../model/filter.js';
import type { ExclusionReason } from '../../model/observation.js';
import type { TeamSettings } from '../../model/team.js';

type Branches = Pick<TeamSettings, 'destinationBranches'>;
type Target = Pick<PullRequestAnchor, 'targetBranch' | 'toDefaultBranch'>;

/** True where a pull request goes into a branch that the team ships from: by default the default branch. */
export const isForDestination = (
  { targetBranch, toDefaultBranch }: Target,
  { destinationBranches }: Branches,
): boolean =>
  destinationBranches.length === 0
    ? toDefaultBranch
    : matches(destinationBranches, { branch: [targetBranch] });

/** Why a pull request brings nothing into a branch that the team ships from; null where it does. */
export function notDelivered(
  pullRequest: PullRequestAnchor,
  settings: TeamSettings,
): ExclusionReason | null {
  if (pullRequest.mergedAt === null) return 'NOT_MERGED';
  if (!isForDestination(pullRequest, settings)) return 'OTHER_BRANCH';
  const { excludedChanges } = settings;
  const isLeftOut =
    excludedChanges.length > 0 && matches(excludedChanges, { label: pullRequest.labels });
  return isLeftOut ? 'EXCLUDED_BY_LABEL' : null;
}
