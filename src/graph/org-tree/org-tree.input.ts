import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { UserError } from '../user-error.type.js';
import { OrgTree } from './org-tree.type.js';

@InputType({ description: 'What changes about a tree; what is omitted stays.' })
export class UpdateOrgTreeInput {
  @Field(() => ID, { description: 'The id of the tree.' })
  orgTree!: string;

  @Field(() => String, { nullable: true, description: 'Its new name; every path begins with it.' })
  name?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The id of the efficiency profile to measure by.',
  })
  efficiencyProfile?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The id of the productivity profile to measure by.',
  })
  productivityProfile?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The id of the business alignment profile to measure by; null takes it away.',
  })
  businessAlignmentProfile?: string | null;
}

@ObjectType({ description: 'What became of the tree.' })
export class UpdateOrgTreePayload {
  @Field(() => OrgTree, { nullable: true, description: 'The tree as it is now; null if refused.' })
  orgTree?: unknown;

  @Field(() => [UserError], { description: 'Why nothing was changed; empty if it was.' })
  userErrors!: readonly UserError[];
}
