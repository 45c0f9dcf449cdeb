import type { ClassType } from 'type-graphql';
import { ID, Int } from 'type-graphql';
import { NonNull, Nullable } from '../field.js';
import { nodeType } from '../object-type.js';
import { DateTime } from '../scalars.js';
import { Team } from '../team/team.type.js';

export const OrgNode: ClassType = nodeType(
  'OrgNode',
  'A node of an org tree. Those without children are teams.',
  {
    id: NonNull(() => ID, 'The id of the node: `scope: { orgNode }` takes it.'),
    name: NonNull(() => String, 'The name: of the manager, or of the tree.'),
    path: NonNull(() => String, 'The names from the root down: `scope: { path }` takes it.'),
    depth: NonNull(() => Int, 'How far below the root, which has 0.'),
    parent: Nullable(() => OrgNode, 'The node above; null at the root.'),
    children: NonNull(() => [OrgNode], 'The nodes directly below, by name.'),
    team: Nullable(() => Team, 'The team, where the node is one.'),
    developerCount: NonNull(() => Int, 'How many developers are in the teams at and below it now.'),
    synthetic: NonNull(
      () => Boolean,
      'Is it made up, to hold those who report directly to a manager of managers, or as the root?',
      { name: 'isSynthetic' },
    ),
    unplaced: NonNull(
      () => Boolean,
      'Does it hang where nobody put it, because it has no manager?',
      {
        name: 'isUnplaced',
      },
    ),
    createdAt: NonNull(() => DateTime, 'The timestamp at which it came.'),
    updatedAt: NonNull(() => DateTime, 'The timestamp of its last change.'),
  },
);
