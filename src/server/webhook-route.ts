/** Where tools send their webhooks: each integration has an address of its own. */
export const WEBHOOK_ROUTE = '/webhooks/:address';
