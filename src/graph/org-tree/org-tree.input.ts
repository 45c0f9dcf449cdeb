import { ID, InputType } from 'type-graphql';
import { NonNull, Nullable } from '../field.js';
import { payloadType } from '../object-type.js';
import { OrgTree } from './org-tree.type.js';

@InputType({ description: 'What changes about a tree; what is omitted stays.' })
export class UpdateOrgTreeInput {
  @NonNull(() => ID, 'The id of the tree.')
  orgTree!: string;

  @Nullable(() => String, 'Its new name; every path begins with it.')
  name?: string | null;

  @Nullable(() => ID, 'The id of the efficiency profile to measure by.')
  efficiencyProfile?: string | null;

  @Nullable(() => ID, 'The id of the productivity profile to measure by.')
  productivityProfile?: string | null;

  @Nullable(() => ID, 'The id of the business alignment profile to measure by; null takes it away.')
  businessAlignmentProfile?: string | null;
}

export const UpdateOrgTreePayload = payloadType(
  'UpdateOrgTreePayload',
  'What became of the tree.',
  {
    orgTree: Nullable(() => OrgTree, 'The tree as it is now; null if refused.'),
  },
);
