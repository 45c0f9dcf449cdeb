import { createHmac } from 'node:crypto';
import type { ToolBody } from './webhook-tool.js';

export const SECRET = 'planted-secret-of-webhooks';

export const signed = (body: string, secret = SECRET): string =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;

export interface Sent {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly text: string;
}

/** Sends a webhook as the tool does; headers that are null are omitted. */
export async function sendWebhook(
  address: string,
  id: string,
  said: ToolBody | string,
  headers: Readonly<Record<string, string | null>> = {},
): Promise<Sent> {
  const body = typeof said === 'string' ? said : JSON.stringify(said);
  const all = {
    ...{ 'content-type': 'application/json', 'x-tool-event': 'changed' },
    ...{ 'x-tool-delivery': id, 'x-tool-signature': signed(body) },
    ...headers,
  };
  const given = Object.entries(all).filter((one): one is [string, string] => one[1] !== null);
  const response = await fetch(address, { method: 'POST', body, headers: given });
  return {
    status: response.status,
    retryAfter: response.headers.get('retry-after'),
    text: await response.text(),
  };
}
