import { Float, InputType, ObjectType } from 'type-graphql';
import { NonNull } from '../field.js';

const GOAL = { description: 'Which share of all effort, 0..1, should go into a category.' };
@ObjectType(GOAL)
@InputType('AllocationGoalInput', GOAL)
export class AllocationGoal {
  @NonNull(() => Float, 'From here on it is acceptable.')
  acceptableMin!: number;

  @NonNull(() => Float, 'From here on it is ideal.')
  idealMin!: number;

  @NonNull(() => Float, 'Up to here it is ideal.')
  idealMax!: number;

  @NonNull(() => Float, 'Up to here it is acceptable.')
  acceptableMax!: number;
}
