import { ID, InputType, Int } from 'type-graphql';
import type {
  DeploymentSource,
  EfficiencyConfig,
  EfficiencyPreset,
  EndState,
  WorkflowOrder,
  WorkScope,
} from '../../model/profile/profile.js';
import { EXPECTED_VERSION } from '../expected-version.js';
import { NonNull, Nullable } from '../field.js';
import { WorkingCalendar } from './calendar.type.js';
import { ChangeFailureRules, Phase, RestoreRules, SprintRules } from './efficiency-rules.type.js';
import { MaturityInput } from './maturity.type.js';
import {
  DeploymentSourceEnum,
  EfficiencyPresetEnum,
  WorkflowOrderEnum,
  WorkScopeEnum,
} from './profile.enums.js';
import { ChangeRequestStateEnum, DeploymentEventTimeEnum } from './rule.enums.js';
import { ProductivityRules } from './shared-rules.type.js';
import { SprintDisplayInput } from './sprint-display.type.js';

@InputType({ description: 'A new efficiency profile.' })
export class CreateEfficiencyProfileInput {
  @NonNull(() => String, 'Its name, unique among efficiency profiles.')
  name!: string;

  @Nullable(() => String, 'What it is for.')
  description?: string | null;

  @NonNull(() => EfficiencyPresetEnum, 'What lead time is made of.', {
    defaultValue: 'SOURCE_CODE',
  })
  preset!: EfficiencyPreset;

  @Nullable(() => [Phase], 'The parts of lead time in order; absent: those of the preset.')
  phases?: Phase[] | null;

  @Nullable(() => WorkScopeEnum, 'Which work has a lead time; absent: as in the preset.')
  workScope?: WorkScope | null;

  @NonNull(() => WorkflowOrderEnum, 'What becomes of events in the wrong order.', {
    defaultValue: 'ENFORCE',
  })
  workflowOrder!: WorkflowOrder;

  @Nullable(() => DeploymentSourceEnum, 'What counts as a deployment; absent: as in the preset.')
  deploymentSource?: DeploymentSource | null;

  @NonNull(() => DeploymentEventTimeEnum, 'Which instant of a deployment counts.', {
    defaultValue: 'COMPLETED',
  })
  deploymentEventTime!: EfficiencyConfig['deploymentFrequency']['eventTime'];

  @NonNull(() => ChangeRequestStateEnum, 'Which change requests are deployments.', {
    defaultValue: 'CLOSED_AND_RESOLVED',
  })
  changeRequestState!: EndState;

  @NonNull(
    () => Boolean,
    'Does a run count as a deployment once for each service that it deploys? Of deployments that are runs of pipelines.',
    { defaultValue: false },
  )
  deploymentPerService!: boolean;

  @Nullable(() => ChangeFailureRules, 'How the change failure rate is measured; absent: as usual.')
  changeFailureRate?: ChangeFailureRules | null;

  @Nullable(() => RestoreRules, 'How the mean time to restore is measured; absent: as usual.')
  meanTimeToRestore?: RestoreRules | null;

  @Nullable(() => SprintRules, 'How sprints are measured; absent: as usual.')
  sprints?: SprintRules | null;

  @Nullable(() => SprintDisplayInput, 'What clients show about sprints; absent: everything.')
  sprintDisplay?: SprintDisplayInput | null;

  @Nullable(() => MaturityInput, 'By what numbers are rated; absent: by the default benchmark.')
  maturity?: MaturityInput | null;

  @Nullable(() => WorkingCalendar, 'The hours that count in durations; absent: every hour does.')
  calendar?: WorkingCalendar | null;
}

@InputType({ description: 'The next version of an efficiency profile, in full.' })
export class UpdateEfficiencyProfileInput extends CreateEfficiencyProfileInput {
  @NonNull(() => ID, 'The id of the profile.')
  profile!: string;

  @Nullable(() => Int, EXPECTED_VERSION)
  expectedVersion?: number | null;
}

@InputType({ description: 'A new productivity profile.' })
export class CreateProductivityProfileInput extends ProductivityRules {
  @NonNull(() => String, 'Its name, unique among productivity profiles.')
  name!: string;

  @Nullable(() => String, 'What it is for.')
  description?: string | null;

  @NonNull(() => Int, 'Fewer lines than this are a small change.', { defaultValue: 10 })
  prSizeSmall!: number;

  @NonNull(() => Int, 'More lines than this are a large change.', { defaultValue: 100 })
  prSizeMedium!: number;

  @Nullable(() => WorkingCalendar, 'The hours that count in durations; absent: every hour does.')
  calendar?: WorkingCalendar | null;
}

@InputType({ description: 'The next version of a productivity profile, in full.' })
export class UpdateProductivityProfileInput extends CreateProductivityProfileInput {
  @NonNull(() => ID, 'The id of the profile.')
  profile!: string;

  @Nullable(() => Int, EXPECTED_VERSION)
  expectedVersion?: number | null;
}
