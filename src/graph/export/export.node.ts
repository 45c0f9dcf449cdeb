import { may } from '../../model/access.js';
import { numberedNode } from '../node.js';

// An export that the key may not see is answered as if it did not exist.
export const exportNode = numberedNode('ExportJob', async ({ services, viewer }, number) =>
  may(viewer, 'READ_INSIGHTS') ? services.exports.find(viewer, number) : null,
);
