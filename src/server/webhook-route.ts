import type { Ingestion } from '../ingestion/ingestion.js';

/** Where tools send their webhooks: each integration has an address of its own. */
export const WEBHOOK_ROUTE = '/webhooks/:address';

/** What takes webhooks in. */
export interface WebhookServices {
  readonly webhooks: Pick<Ingestion['inbox'], 'addressee' | 'receive'>;
}
