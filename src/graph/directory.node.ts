import { type Action, may } from '../model/access.js';
import type { ProfileKind } from '../model/profile/profile.js';
import type { GraphContext } from './context.js';
import { type NodeLoader, numberedNode } from './node.js';
import { nodeOf, treeOf } from './org-tree/org-tree.loaders.js';
import { profileOf } from './profile/profile.loaders.js';

type Load = (context: GraphContext, number: number) => Promise<object | null | undefined>;

// A node that the key may not see is answered as if it did not exist.
const nodeFor = (kind: string, actions: readonly Action[], load: Load): NodeLoader =>
  numberedNode(kind, async (context, number) =>
    actions.every((action) => may(context.viewer, action))
      ? ((await load(context, number)) ?? null)
      : null,
  );

const profileNode = (type: string, kind: ProfileKind): NodeLoader =>
  nodeFor(type, ['READ_DIRECTORY'], async (context, number) => {
    const profile = await profileOf(context, number);
    return profile?.kind === kind ? profile : null;
  });

/** The nodes of the directory. */
export const directoryNodes: readonly NodeLoader[] = [
  nodeFor('OrgTree', ['READ_DIRECTORY'], treeOf),
  nodeFor('OrgNode', ['READ_DIRECTORY'], nodeOf),
  nodeFor('Team', ['READ_DIRECTORY'], async (context, number) => {
    const node = await nodeOf(context, number);
    return node?.isTeam ? node : null;
  }),
  profileNode('EfficiencyProfile', 'EFFICIENCY'),
  profileNode('ProductivityProfile', 'PRODUCTIVITY'),
  profileNode('BusinessAlignmentProfile', 'BUSINESS_ALIGNMENT'),
  nodeFor(
    'Developer',
    ['READ_DIRECTORY', 'READ_DEVELOPERS'],
    async ({ services, viewer }, number) =>
      (await services.developers.byNumber(viewer, [number]))[0],
  ),
  nodeFor('DeveloperImport', ['EDIT_DIRECTORY'], ({ services, viewer }, number) =>
    services.imports.find(viewer, number),
  ),
  nodeFor('ApiKey', ['EDIT_KEYS'], async ({ services, viewer }, number) =>
    (await services.keys.list(viewer)).find((key) => key.number === number),
  ),
];
