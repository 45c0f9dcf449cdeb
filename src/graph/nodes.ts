import { directoryNodes } from './directory.node.js';
import { exportNode } from './export/export.node.js';
import { insightNode } from './insight/insight.node.js';
import { integrationNode } from './integration/integration.node.js';
import type { NodeLoader } from './node.js';
import { dimensionNodes } from './service/service.node.js';

/** Every kind of node that `node(id:)` finds: one line each. */
export const nodes: readonly NodeLoader[] = Object.freeze([
  insightNode,
  integrationNode,
  exportNode,
  ...dimensionNodes,
  ...directoryNodes,
]);
