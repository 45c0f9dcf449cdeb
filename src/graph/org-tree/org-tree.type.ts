import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { Instant } from '../../model/time.js';
import { connectionClass } from '../connection.js';
import { Node } from '../node.type.js';
import { BusinessAlignmentProfile } from '../profile/business-alignment.type.js';
import { EfficiencyProfile, ProductivityProfile } from '../profile/profile.type.js';
import { DateTime } from '../scalars.js';
import { OrgNode } from './org-node.type.js';

@ObjectType({
  description: 'How the metrics of a tree are to be understood: a profile of each kind.',
})
export class OrgTreeProfiles {
  @Field(() => EfficiencyProfile, { description: 'How delivery is measured.' })
  efficiency!: EfficiencyProfile;

  @Field(() => ProductivityProfile, { description: 'How the work of developers is measured.' })
  productivity!: ProductivityProfile;

  @Field(() => BusinessAlignmentProfile, {
    nullable: true,
    description: 'What effort is spent on; null: the tree has no such profile.',
  })
  businessAlignment!: BusinessAlignmentProfile | null;
}

@ObjectType({ description: 'One rebuild of a tree: which nodes came, went and moved.' })
export class OrgTreeVersion {
  @Field(() => Int, { description: 'Counts the rebuilds that changed something, from 1.' })
  version!: number;

  @Field(() => DateTime, { description: 'The timestamp of the rebuild.' })
  builtAt!: Instant;

  @Field(() => String, { description: 'What caused it, such as `import 12`.' })
  cause!: string;

  @Field(() => [String], { description: 'Paths of nodes that came or returned.' })
  added!: readonly string[];

  @Field(() => [String], { description: 'Paths of nodes that went; their settings are kept.' })
  removed!: readonly string[];

  @Field(() => [String], { description: 'Paths of nodes that moved or were renamed, as now.' })
  moved!: readonly string[];
}

export const OrgNodeConnection = connectionClass('OrgNode', () => OrgNode);

@ObjectType({
  implements: Node,
  description: 'An organisation as a tree: managers above, teams as its leaves.',
})
export class OrgTree implements Node {
  @Field(() => ID, { description: 'The id of the tree.' })
  id!: string;

  @Field(() => String, { description: 'Its name, with which every path begins.' })
  name!: string;

  @Field(() => Int, { description: 'How often it was rebuilt with a difference.' })
  version!: number;

  @Field(() => OrgNode, {
    description: 'The node above all others; it bears the name of the tree.',
  })
  root!: OrgNode;

  @Field(() => OrgNodeConnection, { description: 'Every node by path.' })
  nodes!: unknown;

  @Field(() => [OrgTreeVersion], { description: 'Its rebuilds, the newest first.' })
  versions!: readonly OrgTreeVersion[];

  @Field(() => OrgTreeProfiles, { description: 'The profiles its teams are measured by.' })
  profiles!: OrgTreeProfiles;

  @Field(() => DateTime, { description: 'The timestamp at which it was made.' })
  createdAt!: Instant;

  @Field(() => DateTime, { description: 'The timestamp of its last change.' })
  updatedAt!: Instant;
}
