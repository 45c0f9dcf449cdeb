import { ID, Int, InterfaceType, ObjectType } from 'type-graphql';
import type {
  DeploymentSource,
  EfficiencyConfig,
  EfficiencyPreset,
  EndState,
  ProfileKind,
  WorkflowOrder,
  WorkScope,
} from '../../model/profile/profile.js';
import type { Instant } from '../../model/time.js';
import { ProfileKindEnum } from '../catalogue/catalogue.enums.js';
import { NonNull, Nullable } from '../field.js';
import { Node } from '../node.type.js';
import { DateTime } from '../scalars.js';
import { UserError } from '../user-error.type.js';
import { WorkingCalendar } from './calendar.type.js';
import { ChangeFailureRules, Phase, RestoreRules, SprintRules } from './efficiency-rules.type.js';
import { Maturity } from './maturity.type.js';
import {
  DeploymentSourceEnum,
  EfficiencyPresetEnum,
  WorkflowOrderEnum,
  WorkScopeEnum,
} from './profile.enums.js';
import { ChangeRequestStateEnum, DeploymentEventTimeEnum } from './rule.enums.js';
import { ProductivityRules } from './shared-rules.type.js';
import { SprintDisplay } from './sprint-display.type.js';

const typeOf: Record<ProfileKind, string> = {
  EFFICIENCY: 'EfficiencyProfile',
  PRODUCTIVITY: 'ProductivityProfile',
  BUSINESS_ALIGNMENT: 'BusinessAlignmentProfile',
};

@InterfaceType({
  implements: Node,
  description: 'How a family of metrics is to be understood; effective for whole trees.',
  resolveType: ({ kind }: { kind: ProfileKind }) => typeOf[kind],
})
export abstract class Profile {
  @NonNull(() => ProfileKindEnum, 'The family of metrics.')
  kind!: ProfileKind;

  @NonNull(() => String, 'Its name, unique within the kind.')
  name!: string;

  @Nullable(() => String, 'What it is for.')
  description!: string | null;

  @NonNull(() => Int, 'Counts its changes, from 1.')
  version!: number;

  @NonNull(() => DateTime, 'The timestamp at which it was made.')
  createdAt!: Instant;

  @NonNull(() => DateTime, 'The timestamp of its last change.')
  updatedAt!: Instant;
}

@ObjectType({ description: 'How lead time for changes is measured.' })
export class LeadTimeRules {
  @NonNull(() => [Phase], 'Its parts in order.')
  phases!: readonly Phase[];

  @NonNull(() => WorkScopeEnum, 'Which work has one.')
  workScope!: WorkScope;

  @NonNull(() => WorkflowOrderEnum, 'What becomes of events in the wrong order.')
  workflowOrder!: WorkflowOrder;
}

@ObjectType({ implements: Profile, description: 'How delivery is measured.' })
export class EfficiencyProfile extends Profile {
  @NonNull(() => ID, 'The id of the profile.')
  id!: string;

  @NonNull(() => EfficiencyPresetEnum, 'What lead time is made of.')
  preset!: EfficiencyPreset;

  @NonNull(() => LeadTimeRules, 'How lead time for changes is measured.')
  leadTime!: LeadTimeRules;

  @NonNull(() => DeploymentSourceEnum, 'What counts as a deployment.')
  deploymentSource!: DeploymentSource;

  @NonNull(() => DeploymentEventTimeEnum, 'Which instant of a deployment counts.')
  deploymentEventTime!: EfficiencyConfig['deploymentFrequency']['eventTime'];

  @NonNull(() => ChangeRequestStateEnum, 'Which change requests are deployments.')
  changeRequestState!: EndState;

  @NonNull(() => Boolean, 'Does a run count as a deployment once for each service that it deploys?')
  deploymentPerService!: boolean;

  @NonNull(() => ChangeFailureRules, 'How the change failure rate is measured.')
  changeFailureRate!: ChangeFailureRules;

  @NonNull(() => RestoreRules, 'How the mean time to restore is measured.')
  meanTimeToRestore!: RestoreRules;

  @NonNull(() => SprintRules, 'How sprints are measured.')
  sprints!: SprintRules;

  @NonNull(() => SprintDisplay, 'What clients show about sprints.')
  sprintDisplay!: SprintDisplay;

  @NonNull(() => Maturity, 'By what numbers are rated, and in which words.')
  maturity!: Maturity;

  @Nullable(() => WorkingCalendar, 'The hours that count in durations; null: every hour does.')
  calendar!: WorkingCalendar | null;

  @NonNull(
    () => [UserError],
    'What is effective and yet seldom meant, by paths into the input that says it.',
  )
  warnings!: readonly UserError[];
}

@ObjectType({ description: 'Sizes of pull requests in changed lines.' })
export class PullRequestSizes {
  @NonNull(() => Int, 'Fewer lines than this are small.')
  small!: number;

  @NonNull(() => Int, 'More lines than this are large.')
  medium!: number;
}

@ObjectType({ implements: [Profile, Node], description: 'How the work of developers is measured.' })
export class ProductivityProfile extends ProductivityRules {
  @NonNull(() => ID, 'The id of the profile.')
  id!: string;

  @NonNull(() => PullRequestSizes, 'Which pull requests are small and large.')
  prSize!: PullRequestSizes;

  @Nullable(() => WorkingCalendar, 'The hours that count in durations; null: every hour does.')
  calendar!: WorkingCalendar | null;
}
