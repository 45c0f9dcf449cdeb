import type { FailureRule, RepairKind } from '../../../engine/delivery/failure.js';
import type { ReworkClass } from '../../../engine/review/lines.js';
import type { WorkType } from '../../../engine/work/work-type.js';
import type { ContainmentRule, ReleaseRule } from '../../../model/inputs/code-input.js';
import type { BlameRule } from '../../../model/inputs/delivery-input.js';
import { enumOf } from '../../enums.js';

export const RideRuleEnum = enumOf<ContainmentRule>(
  'RideRule',
  'How the first deployment that contains something was found.',
  {
    COMMIT_GRAPH: 'The commit graph says that it contains it.',
    MERGE_COMMIT: 'It was made of the merge commit.',
    HEAD_COMMIT: 'It was made of the last commit of the branch.',
    SQUASH_SUBJECT: 'It was made of the commit whose subject names the pull request.',
    TIME_ON_BRANCH: 'It is the first of the branch after the merge: the commit graph is not known.',
  },
);

export const ReleaseRuleEnum = enumOf<ReleaseRule>(
  'ReleaseRule',
  'How the first release that contains something was found.',
  {
    TAG_CONTAINS_MERGE:
      'It is the first whose tag contains the step of the default branch, or the commit of the pull request.',
    RELEASED_AFTER_MERGE:
      'It is the first that is tagged at the merge or after it: the commit graph is not known.',
  },
);

export const BlameRuleEnum = enumOf<BlameRule>(
  'BlameRule',
  'How the deployment that an incident blames was found.',
  {
    EXPLICIT: 'The tool of the incident names it.',
    SERVICE: 'It is the last successful one of the same service before.',
    REPOSITORY: 'It is the last successful one of the same repository before.',
  },
);

export const FailureRuleEnum = enumOf<FailureRule>(
  'FailureRule',
  'What says that a deployment failed.',
  {
    MARK: 'Somebody, by hand.',
    FILTER: 'The team’s filter of failed runs.',
    STATUS: 'The status that the tool gave it.',
    ROLLBACK: 'It rolled back.',
    INCIDENT: 'An incident of the team that blames it.',
  },
);

export const RepairKindEnum = enumOf<RepairKind>(
  'RepairKind',
  'What makes a deployment a repair of an earlier one.',
  {
    MARK: 'Somebody said so by hand.',
    FIXED_BY: 'An incident names it as its fix.',
    REVERT: 'It holds a revert of what a failed deployment had shipped.',
  },
);

export const ReworkClassEnum = enumOf<ReworkClass>(
  'ReworkClass',
  'How old the lines are that a file’s change replaces.',
  {
    RECENT: 'The file was last changed within the window of the profile.',
    LEGACY: 'The file was last changed before it, or nobody knows when.',
    NEW: 'The change replaces no line.',
  },
);

export const WorkTypeEnum = enumOf<WorkType>('WorkType', 'What a team calls a work item.', {
  FEATURE: 'A feature.',
  BUG: 'A bug.',
  OTHER: 'Neither.',
});
