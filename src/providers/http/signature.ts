import { createHmac, timingSafeEqual } from 'node:crypto';

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
