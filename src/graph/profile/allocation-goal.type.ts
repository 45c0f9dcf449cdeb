import { Field, Float, InputType, ObjectType } from 'type-graphql';

const GOAL = { description: 'Which share of all effort, 0..1, should go into a category.' };
@ObjectType(GOAL)
@InputType('AllocationGoalInput', GOAL)
export class AllocationGoal {
  @Field(() => Float, { description: 'From here on it is acceptable.' })
  acceptableMin!: number;

  @Field(() => Float, { description: 'From here on it is ideal.' })
  idealMin!: number;

  @Field(() => Float, { description: 'Up to here it is ideal.' })
  idealMax!: number;

  @Field(() => Float, { description: 'Up to here it is acceptable.' })
  acceptableMax!: number;
}
