import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** Returns true if two texts are equal, in a time that does not depend on where they differ. */
export function equalsInConstantTime(left: string, right: string): boolean {
  const key = 'compare';
  const digest = (text: string) => createHmac('sha256', key).update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}

/** Returns true if `given` is the HMAC-SHA-256 of the raw body in lower-case hex; any case of `given` is taken. */
export function isSignedBy(secret: string, body: Uint8Array, given: string): boolean {
  const expected = createHmac('sha256', secret).update(body).digest('hex');
  return equalsInConstantTime(expected, given.toLowerCase());
}

/**
 * Returns true if an `Authorization` header holds the secret, as a bearer token or as the password
 * of Basic: for tools that sign nothing.
 */
export function isAuthorizedBy(secret: string, header: string): boolean {
  const [scheme = '', value = ''] = header.split(/\s+/, 2);
  if (/^bearer$/i.test(scheme)) return equalsInConstantTime(secret, value);
  if (!/^basic$/i.test(scheme)) return false;
  const pair = Buffer.from(value, 'base64').toString('utf8');
  return equalsInConstantTime(secret, pair.slice(pair.indexOf(':') + 1));
}

/**
 * Returns how far a delivery is trusted whose tool signs nothing: it brings the secret in the header
 * `X-Webhook-Secret`, or in `Authorization`.
 */
export function trustBySecret(
  secret: string,
  headers: Readonly<Record<string, string>>,
): 'TRUSTED' | 'UNSIGNED' | 'WRONG_SIGNATURE' {
  const { authorization, 'x-webhook-secret': own } = headers;
  if (authorization === undefined && own === undefined) return 'UNSIGNED';
  const isRight =
    own === undefined
      ? isAuthorizedBy(secret, authorization ?? '')
      : equalsInConstantTime(secret, own.trim());
  return isRight ? 'TRUSTED' : 'WRONG_SIGNATURE';
}

/** Returns the id of a delivery to which its tool gives none: equal bodies are one delivery. */
export const digestOfBody = (body: Uint8Array): string =>
  createHash('sha256').update(body).digest('hex');
