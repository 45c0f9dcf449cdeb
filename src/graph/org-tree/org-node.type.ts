import { ID, Int, ObjectType } from 'type-graphql';
import type { Instant } from '../../model/time.js';
import { NonNull, Nullable } from '../field.js';
import { Node } from '../node.type.js';
import { DateTime } from '../scalars.js';
import { Team } from '../team/team.type.js';

@ObjectType({
  implements: Node,
  description: 'A node of an org tree. Those without children are teams.',
})
export class OrgNode implements Node {
  @NonNull(() => ID, 'The id of the node: `scope: { orgNode }` takes it.')
  id!: string;

  @NonNull(() => String, 'The name: of the manager, or of the tree.')
  name!: string;

  @NonNull(() => String, 'The names from the root down: `scope: { path }` takes it.')
  path!: string;

  @NonNull(() => Int, 'How far below the root, which has 0.')
  depth!: number;

  @Nullable(() => OrgNode, 'The node above; null at the root.')
  parent!: OrgNode | null;

  @NonNull(() => [OrgNode], 'The nodes directly below, by name.')
  children!: readonly OrgNode[];

  @Nullable(() => Team, 'The team, where the node is one.')
  team!: Team | null;

  @NonNull(() => Int, 'How many developers are in the teams at and below it now.')
  developerCount!: number;

  @NonNull(
    () => Boolean,
    'Is it made up, to hold those who report directly to a manager of managers, or as the root?',
    { name: 'isSynthetic' },
  )
  synthetic!: boolean;

  @NonNull(() => Boolean, 'Does it hang where nobody put it, because it has no manager?', {
    name: 'isUnplaced',
  })
  unplaced!: boolean;

  @NonNull(() => DateTime, 'The timestamp at which it came.')
  createdAt!: Instant;

  @NonNull(() => DateTime, 'The timestamp of its last change.')
  updatedAt!: Instant;
}
