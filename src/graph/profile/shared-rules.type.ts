import { InputType, Int, ObjectType } from 'type-graphql';
import type {
  BusinessAlignmentConfig,
  EffortUnit,
  FetchScope,
} from '../../model/profile/alignment-profile.js';
import type { Denominator, ProductivityConfig } from '../../model/profile/productivity-profile.js';
import { ProductivityMetricId } from '../catalogue-enum.js';
import { NonNull, Nullable } from '../field.js';
import { AllocationGoal } from './allocation-goal.type.js';
import { DenominatorEnum } from './profile.enums.js';
import {
  CompletionBasisEnum,
  EffortAttributionEnum,
  EffortCalculationEnum,
  EffortUnitEnum,
  FetchScopeEnum,
  PullRequestStartEnum,
} from './rule.enums.js';

/** The fields of a productivity profile that its input has, too. */
@ObjectType()
@InputType()
export abstract class ProductivityRules {
  @NonNull(
    () => [ProductivityMetricId],
    'Metrics that are switched off: they answer NOT_CONFIGURED.',
    { defaultValue: [] },
  )
  disabledMetrics!: string[];

  @NonNull(() => DenominatorEnum, 'By how many developers numbers are divided.', {
    defaultValue: 'ROSTER',
  })
  denominator!: Denominator;

  @NonNull(() => Int, 'Changing code younger than this many days is recent rework.', {
    defaultValue: 30,
  })
  recentWindowDays!: number;

  @NonNull(() => [String], 'Paths that are no rework: `*` within a folder, `**` across folders.', {
    defaultValue: [],
  })
  excludedPaths!: string[];

  @NonNull(() => PullRequestStartEnum, 'Where cycle time begins.', { defaultValue: 'FIRST_COMMIT' })
  cycleTimeStart!: ProductivityConfig['prCycleTime']['startEvent'];

  @NonNull(
    () => Boolean,
    'Do pull requests count only where they went into a destination branch?',
    { defaultValue: false },
  )
  restrictToDestinationBranches!: boolean;

  @NonNull(() => Boolean, 'Do sub-tasks count as completed work?', { defaultValue: true })
  countSubtasks!: boolean;

  @NonNull(() => CompletionBasisEnum, 'Where the time to complete begins.', {
    defaultValue: 'CREATED',
  })
  timeToCompleteBasis!: ProductivityConfig['timeToComplete']['basis'];
}

/** The fields of a business alignment profile that its input has, too. */
@ObjectType()
@InputType()
export abstract class EffortRules {
  @NonNull(() => EffortUnitEnum, 'In what effort is measured.', { defaultValue: 'TICKET_COUNT' })
  effortUnit!: EffortUnit;

  @NonNull(() => EffortCalculationEnum, 'How effort is added up.', { defaultValue: 'ABSOLUTE' })
  effortCalculation!: BusinessAlignmentConfig['effortCalculation'];

  @NonNull(() => EffortAttributionEnum, 'Whose effort a work item is.', {
    defaultValue: 'CURRENT_ASSIGNEE',
  })
  effortAttribution!: BusinessAlignmentConfig['effortAttribution'];

  @NonNull(() => Boolean, 'Do items with children count not beside them?', { defaultValue: false })
  leafOnly!: boolean;
}

/** The fields of a category that its input has, too. */
@ObjectType()
@InputType()
export abstract class CategoryRules {
  @Nullable(() => String, 'What it means.')
  description?: string | null;

  @Nullable(() => String, 'Its color.')
  color?: string | null;

  @NonNull(() => FetchScopeEnum, 'Which relatives it takes with it.', {
    defaultValue: 'MATCH_ONLY',
  })
  fetchScope!: FetchScope;

  @Nullable(() => AllocationGoal, 'Its goal.')
  goal?: AllocationGoal | null;
}
