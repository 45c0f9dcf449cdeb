import { may } from '../../model/access.js';
import { numberedNode } from '../node.js';

/** Integrations by number; a key that may not see them finds none. */
export const integrationNode = numberedNode('Integration', async ({ services, viewer }, number) =>
  may(viewer, 'READ_INTEGRATIONS') ? services.ingestion.integration(viewer, number) : null,
);
