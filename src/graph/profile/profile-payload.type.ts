import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { UserError } from '../user-error.type.js';
import { EfficiencyProfile, ProductivityProfile } from './profile.type.js';

@ObjectType({ description: 'What became of the efficiency profile.' })
export class EfficiencyProfilePayload {
  @Field(() => EfficiencyProfile, { nullable: true, description: 'As it is now; null if refused.' })
  profile?: unknown;

  @Field(() => [UserError], { description: 'Why nothing was changed; empty if it was.' })
  userErrors!: readonly UserError[];
}

@ObjectType({ description: 'What became of the productivity profile.' })
export class ProductivityProfilePayload {
  @Field(() => ProductivityProfile, {
    nullable: true,
    description: 'As it is now; null if refused.',
  })
  profile?: unknown;

  @Field(() => [UserError], { description: 'Why nothing was changed; empty if it was.' })
  userErrors!: readonly UserError[];
}

@InputType({ description: 'Which profile is removed.' })
export class RemoveProfileInput {
  @Field(() => ID, { description: 'The id of a profile that no tree has.' })
  profile!: string;
}

@ObjectType({ description: 'What became of the profile.' })
export class RemoveProfilePayload {
  @Field(() => ID, { nullable: true, description: 'The id that was; null if refused.' })
  removed?: string | null;

  @Field(() => [UserError], { description: 'Why nothing was changed; empty if it was.' })
  userErrors!: readonly UserError[];
}
