import type { Delivery, Received } from '../delivery.js';
import { isSignedBy } from '../http/signature.js';
import type { BitbucketAccess } from './access.js';

const refused = (reason: Extract<Received, { kind: 'REFUSED' }>['reason']): Received => ({
  kind: 'REFUSED',
  reason,
});

/** GitHub's older name for a signature by SHA-1, which Bitbucket uses for one by SHA-256. */
const SIGNATURE = /^sha256=([0-9a-f]{64})$/i;

/** Verifies a delivery over its raw body. A webhook without a secret sends no signature and is refused. */
export function receive(
  { webhookSecret: secret }: Pick<BitbucketAccess, 'webhookSecret'>,
  { headers, body }: Delivery,
): Received {
  if (secret === '') return refused('NO_SECRET');
  const given = headers['x-hub-signature'];
  if (given === undefined) return refused('UNSIGNED');
  const [, signature] = SIGNATURE.exec(given.trim()) ?? [];
  if (signature === undefined || !isSignedBy(secret, body, signature))
    return refused('WRONG_SIGNATURE');
  const { 'x-request-uuid': id, 'x-event-key': event } = headers;
  return id && event ? { kind: 'ACCEPTED', id, event } : refused('MALFORMED');
}
