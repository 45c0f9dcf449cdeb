import { Field, Float, ID, ObjectType } from 'type-graphql';
import type { GoalStatus } from '../../../engine/alignment/goal.js';
import { Pipeline } from '../../pipeline/pipeline.type.js';
import { AllocationGoal } from '../../profile/allocation-goal.type.js';
import { Service } from '../../service/service.type.js';
import { DeveloperAlias } from '../developer-alias.type.js';
import { GoalStatusEnum } from '../insight.enums.js';
import { Bucket, GOAL_SCORE, MetricValue, Segment } from '../metric-value.type.js';
import { Rating } from '../rating/rating.type.js';

@ObjectType({ description: 'A node of an org tree, as a row of a breakdown names it.' })
export class BreakdownNode {
  @Field(() => ID, { description: 'The id of the node: `scope: { orgNode }` takes it.' })
  id!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The id of the team, where the node is one: `scope: { team }` takes it.',
  })
  team!: string | null;

  @Field(() => String, { description: 'The name of the node.' })
  name!: string;

  @Field(() => String, { description: 'The names from the root down: `scope: { path }` takes it.' })
  path!: string;
}

@ObjectType({ description: 'One row of a breakdown: a part of the scope with its own number.' })
export class BreakdownRow {
  @Field(() => String, { description: 'Unique within the breakdown, and stable.' })
  key!: string;

  @Field(() => String, { description: 'The row in words: the name of what it is about.' })
  label!: string;

  @Field(() => BreakdownNode, { nullable: true, description: 'The node, in a breakdown by CHILD.' })
  node!: BreakdownNode | null;

  @Field(() => DeveloperAlias, {
    nullable: true,
    description: 'The developer, in a breakdown by DEVELOPER.',
  })
  developer!: DeveloperAlias | null;

  @Field(() => String, {
    nullable: true,
    description: 'The name of the repository, in a breakdown by REPOSITORY.',
  })
  repository!: string | null;

  @Field(() => Service, {
    nullable: true,
    description: 'The service, in a breakdown by SERVICE; null for what has none.',
  })
  service!: Service | null;

  @Field(() => Pipeline, {
    nullable: true,
    description: 'The pipeline, in a breakdown by PIPELINE; null for what has none.',
  })
  pipeline!: Pipeline | null;

  @Field(() => MetricValue, { description: 'Its number over the whole range.' })
  value!: MetricValue;

  @Field(() => Rating, {
    nullable: true,
    description: 'How good it is; null without data, or where nobody rates the metric.',
  })
  rating!: Rating | null;

  @Field(() => [Segment], { description: 'Its number by its parts, where the metric has any.' })
  segments!: readonly Segment[];

  @Field(() => Float, GOAL_SCORE)
  goalScore!: number | null;

  @Field(() => AllocationGoal, {
    nullable: true,
    description: 'The effective goal, in a breakdown by CATEGORY.',
  })
  goal!: AllocationGoal | null;

  @Field(() => GoalStatusEnum, {
    nullable: true,
    description:
      'How it stands to its goal; null without one, or without effort to have a share of.',
  })
  goalStatus!: GoalStatus | null;

  @Field(() => [Bucket], { description: 'Its number bucket by bucket.' })
  series!: readonly Bucket[];
}
