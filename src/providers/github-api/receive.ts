import type { Delivery, Received } from '../delivery.js';
import { isSignedBy } from '../http/signature.js';
import type { GithubAccess } from './access.js';

const refused = (reason: Extract<Received, { kind: 'REFUSED' }>['reason']): Received => ({
  kind: 'REFUSED',
  reason,
});

const SIGNATURE = /^sha256=([0-9a-f]{64})$/i;

/** Verifies a delivery over its raw body by `X-Hub-Signature-256`, in constant time. Its id is `X-GitHub-Delivery`. */
export function receive(
  { webhookSecret: secret }: Pick<GithubAccess, 'webhookSecret'>,
  { headers, body }: Delivery,
): Received {
  if (secret === '') return refused('NO_SECRET');
  const [, signature] = SIGNATURE.exec(headers['x-hub-signature-256'] ?? '') ?? [];
  if (signature === undefined) return refused('UNSIGNED');
  if (!isSignedBy(secret, body, signature)) return refused('WRONG_SIGNATURE');
  const { 'x-github-delivery': id, 'x-github-event': event } = headers;
  return id && event ? { kind: 'ACCEPTED', id, event } : refused('MALFORMED');
}
