import { ID, InputType } from 'type-graphql';
import { NonNull, Nullable } from '../field.js';
import { payloadType } from '../object-type.js';
import { EfficiencyProfile, ProductivityProfile } from './profile.type.js';

export const EfficiencyProfilePayload = payloadType(
  'EfficiencyProfilePayload',
  'What became of the efficiency profile.',
  {
    profile: Nullable(() => EfficiencyProfile, 'As it is now; null if refused.'),
  },
);

export const ProductivityProfilePayload = payloadType(
  'ProductivityProfilePayload',
  'What became of the productivity profile.',
  {
    profile: Nullable(() => ProductivityProfile, 'As it is now; null if refused.'),
  },
);

@InputType({ description: 'Which profile is removed.' })
export class RemoveProfileInput {
  @NonNull(() => ID, 'The id of a profile that no tree has.')
  profile!: string;
}

export const RemoveProfilePayload = payloadType(
  'RemoveProfilePayload',
  'What became of the profile.',
  {
    removed: Nullable(() => ID, 'The id that was; null if refused.'),
  },
);
