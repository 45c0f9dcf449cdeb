import { createHmac, randomUUID } from 'node:crypto';
import type { GithubServer } from '../start.js';
import type { View } from '../view.js';
import type { Payload } from './payloads.js';

/** Where a webhook goes and how it is signed. */
export interface Hook {
  readonly address: string;
  readonly secret: string;
}

export interface DeliveryOptions {
  /** The same over repetitions of one delivery; default: made up. */
  readonly id?: string;
  /** In the place of the right signature; null: none. */
  readonly signature?: string | null;
}

/** A delivery as it is sent on the wire. */
interface SignedDelivery {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const signatureOf = (secret: string, body: string): string =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;

/** Returns a delivery as GitHub sends it: signed over its raw body. */
export function signDelivery(
  { event, body: content }: Payload,
  secret: string,
  { id = randomUUID(), signature }: DeliveryOptions = {},
): SignedDelivery {
  const body = JSON.stringify(content);
  const signed = signature === undefined ? signatureOf(secret, body) : signature;
  return {
    body,
    headers: {
      accept: '*/*',
      'content-type': 'application/json',
      'user-agent': 'GitHub-Hookshot/play',
      'x-github-delivery': id,
      'x-github-event': event,
      'x-github-hook-id': '4100001',
      'x-github-hook-installation-target-id': '21000001',
      'x-github-hook-installation-target-type': 'organization',
      ...(signed === null ? {} : { 'x-hub-signature-256': signed }),
    },
  };
}

/** Posts a delivery; resolves to the status that was answered. */
export async function deliver(
  payload: Payload,
  { address, secret }: Hook,
  options: DeliveryOptions = {},
): Promise<number> {
  const { headers, body } = signDelivery(payload, secret, options);
  const response = await fetch(address, { method: 'POST', headers, body });
  await response.arrayBuffer();
  return response.status;
}

/** How a server sees its world: what bodies of webhooks are made with. */
export const viewOf = ({ world, tokens, url }: GithubServer): View => ({
  world,
  token: tokens[0] ?? null,
  web: url,
  api: `${url}/api/v3`,
  now: world.now,
});
