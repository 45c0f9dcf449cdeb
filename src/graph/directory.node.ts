import { may } from '../model/access.js';
import type { ProfileKind } from '../model/profile.js';
import type { GraphContext } from './context.js';
import { type NodeLoader, numberedNode } from './node.js';
import { nodeOf, treeOf } from './org-tree/org-tree.loaders.js';
import { profileOf } from './profile/profile.loaders.js';

const profileNode = (type: string, kind: ProfileKind): NodeLoader =>
  numberedNode(type, async (context, number) => {
    const profile = await profileOf(context, number);
    return profile?.kind === kind ? profile : null;
  });

// What the key may not see is answered like what does not exist.
const unless =
  (
    action: 'READ_DEVELOPERS' | 'EDIT_KEYS' | 'EDIT_DIRECTORY',
    load: (context: GraphContext, number: number) => Promise<object | null | undefined>,
  ) =>
  async (context: GraphContext, number: number) =>
    may(context.viewer, action) ? ((await load(context, number)) ?? null) : null;

/** The nodes that live in the directory. */
export const directoryNodes: readonly NodeLoader[] = [
  numberedNode('OrgTree', treeOf),
  numberedNode('OrgNode', nodeOf),
  numberedNode('Team', async (context, number) => {
    const node = await nodeOf(context, number);
    return node?.isTeam ? node : null;
  }),
  profileNode('EfficiencyProfile', 'EFFICIENCY'),
  profileNode('ProductivityProfile', 'PRODUCTIVITY'),
  numberedNode(
    'Developer',
    unless(
      'READ_DEVELOPERS',
      async ({ services, viewer }, number) =>
        (await services.developers.byNumber(viewer, [number]))[0],
    ),
  ),
  numberedNode(
    'DeveloperImport',
    unless('EDIT_DIRECTORY', ({ services, viewer }, number) =>
      services.imports.find(viewer, number),
    ),
  ),
  numberedNode(
    'ApiKey',
    unless('EDIT_KEYS', async ({ services, viewer }, number) =>
      (await services.keys.list(viewer)).find((key) => key.number === number),
    ),
  ),
];
