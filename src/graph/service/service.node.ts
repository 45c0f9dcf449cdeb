import { may } from '../../model/access.js';
import { type NodeLoader, numberedNode } from '../node.js';

const nodeOf = (type: string, kind: 'SERVICE' | 'PIPELINE'): NodeLoader =>
  numberedNode(type, async ({ services, viewer }, number) =>
    may(viewer, 'READ_INSIGHTS') ? services.dimensions.find(viewer, kind, number) : null,
  );

/** Services and pipelines by number; a key that may not see them finds none. */
export const dimensionNodes: readonly NodeLoader[] = [
  nodeOf('Service', 'SERVICE'),
  nodeOf('Pipeline', 'PIPELINE'),
];
