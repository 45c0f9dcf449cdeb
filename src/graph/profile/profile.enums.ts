import type { Denominator } from '../../model/profile/productivity-profile.js';
import type {
  DeploymentSource,
  EfficiencyPreset,
  PhaseKey,
  WorkflowOrder,
  WorkScope,
} from '../../model/profile/profile.js';
import { enumOf } from '../enums.js';

export const EfficiencyPresetEnum = enumOf<EfficiencyPreset>(
  'EfficiencyPreset',
  'What lead time is made of.',
  {
    SOURCE_CODE: 'One phase, from the first commit to the release.',
    FIVE_PHASES: 'Planning, coding, review, build and deployment; needs issue management.',
    FIVE_PHASES_PR_CREATED:
      'The same, but coding lasts until the first pull request is opened, not until the first commit.',
  },
);

export const PhaseKeyEnum = enumOf<PhaseKey>('PhaseKey', 'One part of the way to production.', {
  PLANNING: 'Until somebody begins to work.',
  CODING: 'Until there is something to review.',
  REVIEW: 'Until it is merged.',
  BUILD: 'Until it is built.',
  DEPLOYMENT: 'Until it is in production.',
  COMMIT_TO_RELEASE: 'From the first commit to the release.',
});

export const WorkScopeEnum = enumOf<WorkScope>('WorkScope', 'Which work has a lead time.', {
  ALL_COMPLETED_WORK: 'Whatever was completed, deployed or not.',
  ONLY_DEPLOYED_WORK: 'Only what reached production.',
});

export const WorkflowOrderEnum = enumOf<WorkflowOrder>(
  'WorkflowOrder',
  'What becomes of work whose events lie in the wrong order.',
  { ENFORCE: 'It is excluded, with the reason.', ALLOW_EXCEPTIONS: 'Its time counts as nothing.' },
);

export const DeploymentSourceEnum = enumOf<DeploymentSource>(
  'DeploymentSource',
  'What counts as a deployment.',
  {
    CONTINUOUS_DEPLOYMENT: 'Runs of a delivery tool.',
    ISSUE_MANAGEMENT_RELEASES: 'Releases of an issue tracker.',
    PULL_REQUEST_MERGES: 'Merged pull requests.',
    CHANGE_REQUESTS: 'Change requests of a service desk.',
    SOURCE_CODE_RELEASES: 'Tags that match the pattern of the team.',
  },
);

export const DenominatorEnum = enumOf<Denominator>(
  'Denominator',
  'By how many developers a number per developer is divided.',
  {
    ROSTER: 'By all who are in the team.',
    CONTRIBUTING:
      'By those of them who contributed in the bucket, and for the whole range in the range: who authored a commit, merged a pull request or completed a work item that some metric per developer counts, or reviewed or commented a pull request.',
  },
);
