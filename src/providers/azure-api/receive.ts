import type { Delivery, Received } from '../delivery.js';
import { digestOfBody, trustBySecret } from '../http/signature.js';
import { jsonIn } from '../json-in.js';
import type { AzureAccess } from './access.js';

/** The body that a service hook sends, in the parts that every event has. */
export interface HookBody {
  readonly eventType: string;
  readonly subscriptionId?: unknown;
  readonly notificationId?: unknown;
  readonly id?: unknown;
  readonly resource: unknown;
}

const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

/** Returns a delivery's body; null if it is none of a service hook. */
export function hookBody({ body }: Pick<Delivery, 'body'>): HookBody | null {
  const value = jsonIn(Buffer.from(body).toString('utf8'));
  if (value === null || typeof value !== 'object' || !('eventType' in value)) return null;
  return textOf(value.eventType) === '' ? null : (value as HookBody);
}

/** A retry keeps the number of its notification within the subscription. */
function idOf({ subscriptionId, notificationId, id }: HookBody, body: Uint8Array): string {
  const [subscription, number] = [textOf(subscriptionId), textOf(notificationId)];
  if (subscription !== '' && number !== '') return `${subscription}:${number}`;
  return textOf(id) || digestOfBody(body);
}

/** Verifies a delivery. Service hooks are signed by nobody: they bring the secret in a header, before anything is read. */
export function receive(
  { webhookSecret }: Pick<AzureAccess, 'webhookSecret'>,
  delivery: Delivery,
): Received {
  if (webhookSecret === '') return { kind: 'REFUSED', reason: 'NO_SECRET' };
  const trust = trustBySecret(webhookSecret, delivery.headers);
  if (trust !== 'TRUSTED') return { kind: 'REFUSED', reason: trust };
  const body = hookBody(delivery);
  if (body === null) return { kind: 'REFUSED', reason: 'MALFORMED' };
  return { kind: 'ACCEPTED', id: idOf(body, delivery.body), event: body.eventType };
}
