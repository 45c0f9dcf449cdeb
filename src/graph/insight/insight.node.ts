import type { NodeLoader } from '../node.js';

export const insightNode: NodeLoader = {
  kind: 'Insight',
  load: ({ services, viewer }, key) => services.insights.recall(viewer, key),
};
