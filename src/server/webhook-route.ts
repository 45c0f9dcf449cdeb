import type { Ingestion } from '../ingestion/ingestion.js';

/** The route to which tools send their webhooks: each integration has an address of its own. */
export const WEBHOOK_ROUTE = '/webhooks/:address';

/** The services that receive webhooks. */
export interface WebhookServices {
  readonly webhooks: Pick<Ingestion['inbox'], 'addressee' | 'receive'>;
}
