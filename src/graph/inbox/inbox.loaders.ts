import type { InboxRequest } from '../../ingestion/inbox/queries.js';
import { batched } from '../batched.js';

export const inboxOf = batched(({ services, viewer }, requests: readonly InboxRequest[]) =>
  services.ingestion.inboxes(viewer, requests),
);

export const countsOf = batched(({ services, viewer }, numbers: readonly number[]) =>
  services.ingestion.inboxCounts(viewer, numbers),
);

export const webhookPathOf = batched(({ services, viewer }, numbers: readonly number[]) =>
  services.ingestion.webhookPaths(viewer, numbers),
);
