import { ID, InputType, ObjectType } from 'type-graphql';
import { NonNull, Nullable } from '../field.js';
import { ChangePayload } from '../user-error.type.js';
import { EfficiencyProfile, ProductivityProfile } from './profile.type.js';

@ObjectType({ description: 'What became of the efficiency profile.' })
export class EfficiencyProfilePayload extends ChangePayload {
  @Nullable(() => EfficiencyProfile, 'As it is now; null if refused.')
  profile?: unknown;
}

@ObjectType({ description: 'What became of the productivity profile.' })
export class ProductivityProfilePayload extends ChangePayload {
  @Nullable(() => ProductivityProfile, 'As it is now; null if refused.')
  profile?: unknown;
}

@InputType({ description: 'Which profile is removed.' })
export class RemoveProfileInput {
  @NonNull(() => ID, 'The id of a profile that no tree has.')
  profile!: string;
}

@ObjectType({ description: 'What became of the profile.' })
export class RemoveProfilePayload extends ChangePayload {
  @Nullable(() => ID, 'The id that was; null if refused.')
  removed?: string | null;
}
