import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { Instant } from '../../model/time.js';
import { Node } from '../node.type.js';
import { DateTime } from '../scalars.js';
import { Team } from '../team/team.type.js';

@ObjectType({
  implements: Node,
  description: 'A node of an org tree. Those without children are teams.',
})
export class OrgNode implements Node {
  @Field(() => ID, { description: 'The id of the node: `scope: { orgNode }` takes it.' })
  id!: string;

  @Field(() => String, { description: 'The name: of the manager, or of the tree.' })
  name!: string;

  @Field(() => String, { description: 'The names from the root down: `scope: { path }` takes it.' })
  path!: string;

  @Field(() => Int, { description: 'How far below the root, which has 0.' })
  depth!: number;

  @Field(() => OrgNode, { nullable: true, description: 'The node above; null at the root.' })
  parent!: OrgNode | null;

  @Field(() => [OrgNode], { description: 'The nodes directly below, by name.' })
  children!: readonly OrgNode[];

  @Field(() => Team, { nullable: true, description: 'The team, where the node is one.' })
  team!: Team | null;

  @Field(() => Int, { description: 'How many developers are in the teams at and below it now.' })
  developerCount!: number;

  @Field(() => Boolean, {
    description:
      'Is it made up, to hold those who report directly to a manager of managers, or as the root?',
  })
  isSynthetic!: boolean;

  @Field(() => Boolean, {
    description: 'Does it hang where nobody put it, because it has no manager?',
  })
  isUnplaced!: boolean;

  @Field(() => DateTime, { description: 'The timestamp at which it came.' })
  createdAt!: Instant;

  @Field(() => DateTime, { description: 'The timestamp of its last change.' })
  updatedAt!: Instant;
}
