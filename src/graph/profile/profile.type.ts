import { ID, Int, InterfaceType } from 'type-graphql';
import type { ProfileKind } from '../../model/profile/profile.js';
import type { Instant } from '../../model/time.js';
import { ProfileKindEnum } from '../catalogue/catalogue.enums.js';
import { NonNull, Nullable } from '../field.js';
import { Node } from '../node.type.js';
import { objectType, typesBelow } from '../object-type.js';
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

const LeadTimeRules = objectType('LeadTimeRules', 'How lead time for changes is measured.', {
  phases: NonNull(() => [Phase], 'Its parts in order.'),
  workScope: NonNull(() => WorkScopeEnum, 'Which work has one.'),
  workflowOrder: NonNull(() => WorkflowOrderEnum, 'What becomes of events in the wrong order.'),
});

export const EfficiencyProfile = typesBelow(Profile, Profile)(
  'EfficiencyProfile',
  'How delivery is measured.',
  {
    id: NonNull(() => ID, 'The id of the profile.'),
    preset: NonNull(() => EfficiencyPresetEnum, 'What lead time is made of.'),
    leadTime: NonNull(() => LeadTimeRules, 'How lead time for changes is measured.'),
    deploymentSource: NonNull(() => DeploymentSourceEnum, 'What counts as a deployment.'),
    deploymentEventTime: NonNull(
      () => DeploymentEventTimeEnum,
      'Which instant of a deployment counts.',
    ),
    changeRequestState: NonNull(
      () => ChangeRequestStateEnum,
      'Which change requests are deployments.',
    ),
    deploymentPerService: NonNull(
      () => Boolean,
      'Does a run count as a deployment once for each service that it deploys?',
    ),
    changeFailureRate: NonNull(
      () => ChangeFailureRules,
      'How the change failure rate is measured.',
    ),
    meanTimeToRestore: NonNull(() => RestoreRules, 'How the mean time to restore is measured.'),
    sprints: NonNull(() => SprintRules, 'How sprints are measured.'),
    sprintDisplay: NonNull(() => SprintDisplay, 'What clients show about sprints.'),
    maturity: NonNull(() => Maturity, 'By what numbers are rated, and in which words.'),
    calendar: Nullable(
      () => WorkingCalendar,
      'The hours that count in durations; null: every hour does.',
    ),
    warnings: NonNull(
      () => [UserError],
      'What is effective and yet seldom meant, by paths into the input that says it.',
    ),
  },
);

const PullRequestSizes = objectType(
  'PullRequestSizes',
  'Sizes of pull requests in changed lines.',
  {
    small: NonNull(() => Int, 'Fewer lines than this are small.'),
    medium: NonNull(() => Int, 'More lines than this are large.'),
  },
);

export const ProductivityProfile = typesBelow(ProductivityRules, [Profile, Node])(
  'ProductivityProfile',
  'How the work of developers is measured.',
  {
    id: NonNull(() => ID, 'The id of the profile.'),
    prSize: NonNull(() => PullRequestSizes, 'Which pull requests are small and large.'),
    calendar: Nullable(
      () => WorkingCalendar,
      'The hours that count in durations; null: every hour does.',
    ),
  },
);
