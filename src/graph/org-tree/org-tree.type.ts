import { ID, Int, ObjectType } from 'type-graphql';
import type { Instant } from '../../model/time.js';
import { connectionClass } from '../connection.js';
import { NonNull, Nullable } from '../field.js';
import { nodeType, objectType } from '../object-type.js';
import { BusinessAlignmentProfile } from '../profile/business-alignment.type.js';
import { EfficiencyProfile, ProductivityProfile } from '../profile/profile.type.js';
import { DateTime } from '../scalars.js';
import { OrgNode } from './org-node.type.js';

export const OrgTreeProfiles = objectType(
  'OrgTreeProfiles',
  'How the metrics of a tree are to be understood: a profile of each kind.',
  {
    efficiency: NonNull(() => EfficiencyProfile, 'How delivery is measured.'),
    productivity: NonNull(() => ProductivityProfile, 'How the work of developers is measured.'),
    businessAlignment: Nullable(
      () => BusinessAlignmentProfile,
      'What effort is spent on; null: the tree has no such profile.',
    ),
  },
);

@ObjectType({ description: 'One rebuild of a tree: which nodes came, went and moved.' })
export class OrgTreeVersion {
  @NonNull(() => Int, 'Counts the rebuilds that changed something, from 1.')
  version!: number;

  @NonNull(() => DateTime, 'The timestamp of the rebuild.')
  builtAt!: Instant;

  @NonNull(() => String, 'What caused it, such as `import 12`.')
  cause!: string;

  @NonNull(() => [String], 'Paths of nodes that came or returned.')
  added!: readonly string[];

  @NonNull(() => [String], 'Paths of nodes that went; their settings are kept.')
  removed!: readonly string[];

  @NonNull(() => [String], 'Paths of nodes that moved or were renamed, as now.')
  moved!: readonly string[];
}

export const OrgNodeConnection = connectionClass('OrgNode', () => OrgNode);

export const OrgTree = nodeType(
  'OrgTree',
  'An organisation as a tree: managers above, teams as its leaves.',
  {
    id: NonNull(() => ID, 'The id of the tree.'),
    name: NonNull(() => String, 'Its name, with which every path begins.'),
    version: NonNull(() => Int, 'How often it was rebuilt with a difference.'),
    root: NonNull(() => OrgNode, 'The node above all others; it bears the name of the tree.'),
    nodes: NonNull(() => OrgNodeConnection, 'Every node by path.'),
    versions: NonNull(() => [OrgTreeVersion], 'Its rebuilds, the newest first.'),
    profiles: NonNull(() => OrgTreeProfiles, 'The profiles its teams are measured by.'),
    createdAt: NonNull(() => DateTime, 'The timestamp at which it was made.'),
    updatedAt: NonNull(() => DateTime, 'The timestamp of its last change.'),
  },
);
