import type { InboxRequest } from '../../ingestion/inbox/queries.js';
import type { DeliveryCounts, InboxDelivery } from '../../model/inbox.js';
import type { Page } from '../connection.js';
import type { GraphContext } from '../context.js';

const inboxes = ({ services, viewer }: GraphContext, requests: readonly InboxRequest[]) =>
  services.ingestion.inboxes(viewer, requests);

const counts = ({ services, viewer }: GraphContext, numbers: readonly number[]) =>
  services.ingestion.inboxCounts(viewer, numbers);

const paths = ({ services, viewer }: GraphContext, numbers: readonly number[]) =>
  services.ingestion.webhookPaths(viewer, numbers);

export const inboxOf = (
  context: GraphContext,
  request: InboxRequest,
): Promise<Page<InboxDelivery>> =>
  context.loaders
    .of<InboxRequest, Page<InboxDelivery>, GraphContext>(inboxes, context)
    .load(request);

export const countsOf = (context: GraphContext, number: number): Promise<DeliveryCounts> =>
  context.loaders.of<number, DeliveryCounts, GraphContext>(counts, context).load(number);

export const webhookPathOf = (context: GraphContext, number: number): Promise<string | null> =>
  context.loaders.of<number, string | null, GraphContext>(paths, context).load(number);
