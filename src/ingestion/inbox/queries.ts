import type { Viewer } from '../../model/access.js';
import type { DeliveryCounts, DeliveryStatus, InboxDelivery } from '../../model/inbox.js';
import { loadAddresses } from '../../storage/integrations/inbox.js';
import { countDeliveries, loadInboxes } from '../../storage/integrations/inbox-lists.js';
import type { IngestionContext } from '../context.js';
import { numberAt, type Page, type PageRequest, pageOf } from '../page.js';
import { demand, readFor } from '../sources/demand.js';

/** A part of the inbox of one integration, the newest first; those in one status, or all. */
export interface InboxRequest extends PageRequest {
  /** Number of the integration. */
  readonly integration: number;
  /** Only deliveries with this status; null for all. */
  readonly status: DeliveryStatus | null;
}

/** Returns a page of the inbox for each request, in their order. Throws FORBIDDEN, or BAD_USER_INPUT if a cursor is none of ours. */
export async function inboxes(
  context: IngestionContext,
  viewer: Viewer,
  requests: readonly InboxRequest[],
): Promise<Page<InboxDelivery>[]> {
  const parts = requests.map(({ integration, status, first, after }) => ({
    integration,
    status,
    before: numberAt(after),
    limit: first + 1,
  }));
  const found = await readFor(context, viewer, (session) => loadInboxes(session, parts));
  return found.map((entries, index) => pageOf(entries, requests[index]!));
}

/** Returns how many deliveries each integration has in each status, in their order. Throws FORBIDDEN. */
export async function inboxCounts(
  context: IngestionContext,
  viewer: Viewer,
  integrations: readonly number[],
): Promise<DeliveryCounts[]> {
  return readFor(context, viewer, (session) => countDeliveries(session, integrations));
}

/**
 * Returns the path that takes the webhooks of each integration, in their order; null if its provider takes none. Throws
 * FORBIDDEN: where a tool cannot sign, the path is a secret.
 */
export async function webhookPaths(
  { database, providers }: IngestionContext,
  viewer: Viewer,
  integrations: readonly number[],
): Promise<(string | null)[]> {
  demand(viewer, 'EDIT_INTEGRATIONS');
  const found = await database.read(viewer.account, (session) =>
    loadAddresses(session, integrations),
  );
  const receiving = new Set(providers.flatMap(({ id, receive }) => (receive ? [id] : [])));
  const paths = new Map(
    found
      .filter(({ provider }) => receiving.has(provider))
      .map(({ number, address }) => [number, `/webhooks/${address}`]),
  );
  return integrations.map((number) => paths.get(number) ?? null);
}
