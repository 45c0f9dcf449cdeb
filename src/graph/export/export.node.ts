import { numberedNode } from '../node.js';

export const exportNode = numberedNode('ExportJob', ({ services, viewer }, number) =>
  services.exports.find(viewer, number),
);
