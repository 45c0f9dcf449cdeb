import { Float, ID, ObjectType } from 'type-graphql';
import { NonNull, Nullable } from '../../field.js';
import { objectType } from '../../object-type.js';
import { Pipeline } from '../../pipeline/pipeline.type.js';
import { AllocationGoal } from '../../profile/allocation-goal.type.js';
import { Service } from '../../service/service.type.js';
import { DeveloperAlias } from '../developer-alias.type.js';
import { GoalStatusEnum } from '../insight.enums.js';
import { Bucket, GOAL_SCORE, MetricValue, Segment } from '../metric-value.type.js';
import { Rating } from '../rating/rating.type.js';

@ObjectType({
  description: 'A node of an org tree, as a row of a breakdown names it.',
  simpleResolvers: true,
})
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

export const BreakdownRow = objectType(
  'BreakdownRow',
  'One row of a breakdown: a part of the scope with its own number.',
  {
    key: NonNull(() => String, 'Unique within the breakdown, and stable.'),
    label: NonNull(() => String, 'The row in words: the name of what it is about.'),
    node: Nullable(() => BreakdownNode, 'The node, in a breakdown by CHILD.'),
    developer: Nullable(() => DeveloperAlias, 'The developer, in a breakdown by DEVELOPER.'),
    repository: Nullable(() => String, 'The name of the repository, in a breakdown by REPOSITORY.'),
    service: Nullable(
      () => Service,
      'The service, in a breakdown by SERVICE; null for what has none.',
    ),
    pipeline: Nullable(
      () => Pipeline,
      'The pipeline, in a breakdown by PIPELINE; null for what has none.',
    ),
    value: NonNull(() => MetricValue, 'Its number over the whole range.'),
    rating: Nullable(
      () => Rating,
      'How good it is; null without data, or where nobody rates the metric.',
    ),
    segments: NonNull(() => [Segment], 'Its number by its parts, where the metric has any.'),
    goalScore: Nullable(() => Float, GOAL_SCORE),
    goal: Nullable(() => AllocationGoal, 'The effective goal, in a breakdown by CATEGORY.'),
    goalStatus: Nullable(
      () => GoalStatusEnum,
      'How it stands to its goal; null without one, or without effort to have a share of.',
    ),
    series: NonNull(() => [Bucket], 'Its number bucket by bucket.'),
  },
);
