import { Float, ID, ObjectType } from 'type-graphql';
import type { GoalStatus } from '../../../engine/alignment/goal.js';
import { NonNull, Nullable } from '../../field.js';
import { Pipeline } from '../../pipeline/pipeline.type.js';
import { AllocationGoal } from '../../profile/allocation-goal.type.js';
import { Service } from '../../service/service.type.js';
import { DeveloperAlias } from '../developer-alias.type.js';
import { GoalStatusEnum } from '../insight.enums.js';
import { Bucket, GOAL_SCORE, MetricValue, Segment } from '../metric-value.type.js';
import { Rating } from '../rating/rating.type.js';

@ObjectType({ description: 'A node of an org tree, as a row of a breakdown names it.' })
export class BreakdownNode {
  @NonNull(() => ID, 'The id of the node: `scope: { orgNode }` takes it.')
  id!: string;

  @Nullable(() => ID, 'The id of the team, where the node is one: `scope: { team }` takes it.')
  team!: string | null;

  @NonNull(() => String, 'The name of the node.')
  name!: string;

  @NonNull(() => String, 'The names from the root down: `scope: { path }` takes it.')
  path!: string;
}

@ObjectType({ description: 'One row of a breakdown: a part of the scope with its own number.' })
export class BreakdownRow {
  @NonNull(() => String, 'Unique within the breakdown, and stable.')
  key!: string;

  @NonNull(() => String, 'The row in words: the name of what it is about.')
  label!: string;

  @Nullable(() => BreakdownNode, 'The node, in a breakdown by CHILD.')
  node!: BreakdownNode | null;

  @Nullable(() => DeveloperAlias, 'The developer, in a breakdown by DEVELOPER.')
  developer!: DeveloperAlias | null;

  @Nullable(() => String, 'The name of the repository, in a breakdown by REPOSITORY.')
  repository!: string | null;

  @Nullable(() => Service, 'The service, in a breakdown by SERVICE; null for what has none.')
  service!: Service | null;

  @Nullable(() => Pipeline, 'The pipeline, in a breakdown by PIPELINE; null for what has none.')
  pipeline!: Pipeline | null;

  @NonNull(() => MetricValue, 'Its number over the whole range.')
  value!: MetricValue;

  @Nullable(() => Rating, 'How good it is; null without data, or where nobody rates the metric.')
  rating!: Rating | null;

  @NonNull(() => [Segment], 'Its number by its parts, where the metric has any.')
  segments!: readonly Segment[];

  @Nullable(() => Float, GOAL_SCORE)
  goalScore!: number | null;

  @Nullable(() => AllocationGoal, 'The effective goal, in a breakdown by CATEGORY.')
  goal!: AllocationGoal | null;

  @Nullable(
    () => GoalStatusEnum,
    'How it stands to its goal; null without one, or without effort to have a share of.',
  )
  goalStatus!: GoalStatus | null;

  @NonNull(() => [Bucket], 'Its number bucket by bucket.')
  series!: readonly Bucket[];
}
