import type { ProfileKind } from '../model/profile/profile.js';
import { insightNode } from './insight/insight.node.js';
import { type NodeLoader, numberedNode } from './node.js';
import { nodeOf, treeOf } from './org-tree/org-tree.loaders.js';
import { profileOf } from './profile/profile.loaders.js';

const profileNode = (type: string, kind: ProfileKind): NodeLoader =>
  numberedNode(type, ['READ_DIRECTORY'], async (context, number) => {
    const profile = await profileOf(context, number);
    return profile?.kind === kind ? profile : null;
  });

const dimensionNode = (type: string, kind: 'SERVICE' | 'PIPELINE'): NodeLoader =>
  numberedNode(type, ['READ_INSIGHTS'], ({ services, viewer }, number) =>
    services.dimensions.find(viewer, kind, number),
  );

/** Every kind of node that `node(id:)` finds. */
export const nodes: readonly NodeLoader[] = Object.freeze([
  insightNode,
  numberedNode('Integration', ['READ_INTEGRATIONS'], ({ services, viewer }, number) =>
    services.ingestion.integration(viewer, number),
  ),
  numberedNode('ExportJob', ['READ_INSIGHTS'], ({ services, viewer }, number) =>
    services.exports.find(viewer, number),
  ),
  dimensionNode('Service', 'SERVICE'),
  dimensionNode('Pipeline', 'PIPELINE'),
  numberedNode('OrgTree', ['READ_DIRECTORY'], treeOf),
  numberedNode('OrgNode', ['READ_DIRECTORY'], nodeOf),
  numberedNode('Team', ['READ_DIRECTORY'], async (context, number) => {
    const node = await nodeOf(context, number);
    return node?.isTeam ? node : null;
  }),
  profileNode('EfficiencyProfile', 'EFFICIENCY'),
  profileNode('ProductivityProfile', 'PRODUCTIVITY'),
  profileNode('BusinessAlignmentProfile', 'BUSINESS_ALIGNMENT'),
  numberedNode(
    'Developer',
    ['READ_DIRECTORY', 'READ_DEVELOPERS'],
    async ({ services, viewer }, number) =>
      (await services.developers.byNumber(viewer, [number]))[0],
  ),
  numberedNode('DeveloperImport', ['EDIT_DIRECTORY'], ({ services, viewer }, number) =>
    services.imports.find(viewer, number),
  ),
  numberedNode('ApiKey', ['EDIT_KEYS'], async ({ services, viewer }, number) =>
    (await services.keys.list(viewer)).find((key) => key.number === number),
  ),
]);
