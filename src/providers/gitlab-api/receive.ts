import { createHmac } from 'node:crypto';
import type { Delivery, Received } from '../delivery.js';
import { digestOfBody, equalsInConstantTime } from '../http/signature.js';
import { jsonIn } from '../json-in.js';
import type { GitlabAccess } from './access.js';

type Reason = Extract<Received, { kind: 'REFUSED' }>['reason'];
const refused = (reason: Reason): Received => ({ kind: 'REFUSED', reason });

const SIGNING_PREFIX = 'whsec_';
/** A signature holds for so long, so that nobody can repeat a delivery later. */
const TOLERANCE_MILLISECONDS = 5 * 60_000;

/** Returns true if one of the signatures is that of the delivery; several stand there while tokens change. */
function isSigned(secret: string, { headers, body, receivedAt }: Delivery): boolean {
  const { 'webhook-id': id = '', 'webhook-timestamp': seconds = '' } = headers;
  if (!/^\d{1,12}$/.test(seconds)) return false;
  if (Math.abs(Number(seconds) * 1_000 - receivedAt) > TOLERANCE_MILLISECONDS) return false;
  const key = Buffer.from(secret.slice(SIGNING_PREFIX.length), 'base64');
  const expected = createHmac('sha256', key)
    .update(`${id}.${seconds}.`)
    .update(body)
    .digest('base64');
  return (headers['webhook-signature'] ?? '')
    .split(/\s+/)
    .some((given) => equalsInConstantTime(`v1,${expected}`, given));
}

/** Returns why a delivery is not trusted; null if it is. A signing token is never taken as the secret itself. */
function distrust(secret: string, delivery: Delivery): Reason | null {
  const { 'webhook-signature': signature, 'x-gitlab-token': token } = delivery.headers;
  if (secret.startsWith(SIGNING_PREFIX)) {
    if (signature === undefined) return 'UNSIGNED';
    return isSigned(secret, delivery) ? null : 'WRONG_SIGNATURE';
  }
  if (token === undefined) return 'UNSIGNED';
  return equalsInConstantTime(secret, token) ? null : 'WRONG_SIGNATURE';
}

/** The body of a delivery; GitLab names the event in it too. */
export interface DeliveredBody {
  readonly object_kind?: unknown;
  readonly event_name?: unknown;
}

/** Returns the body as an object; null if it is none. */
export function bodyIn<Body extends DeliveredBody>(body: Uint8Array): Body | null {
  const value = jsonIn(Buffer.from(body).toString('utf8'));
  return value !== null && typeof value === 'object' && !Array.isArray(value)
    ? (value as Body)
    : null;
}

/** Verifies a delivery over its raw body, by the signing token or by the secret token. */
export function receive(
  { webhookSecret: secret }: Pick<GitlabAccess, 'webhookSecret'>,
  delivery: Delivery,
): Received {
  if (secret === '') return refused('NO_SECRET');
  const reason = distrust(secret, delivery);
  if (reason !== null) return refused(reason);
  const { headers, body } = delivery;
  const event = headers['x-gitlab-event'];
  if (!event || bodyIn(body) === null) return refused('MALFORMED');
  const id = headers['idempotency-key'] ?? headers['webhook-id'];
  return { kind: 'ACCEPTED', id: id?.trim() || digestOfBody(body), event };
}
