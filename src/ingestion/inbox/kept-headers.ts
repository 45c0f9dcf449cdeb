import { openSecretIn } from '../../model/facts/open-secret.js';

type Headers = Readonly<Record<string, string>>;

/** Names of headers that say what a webhook is. */
const describing = /^(?:x-|webhook-|content-type$|user-agent$|idempotency-key$)/;
/** Names of headers that prove who sent it, or by which way. */
const proving = /signature|token|secret|auth|api-?key|password|cookie|forwarded|real-ip/;
const LONGEST = 1000;
/** Shorter ones would be found everywhere by chance. */
const SHORTEST_SECRET = 4;

/** Returns the headers that are kept with a delivery: none that proves anything, and none that holds a secret of the integration. */
export function keptHeaders(headers: Headers, secrets: readonly string[]): Headers {
  const long = secrets.filter(({ length }) => length >= SHORTEST_SECRET);
  return Object.fromEntries(
    Object.entries(headers).filter(
      ([name, value]) =>
        describing.test(name) &&
        !proving.test(name) &&
        value.length <= LONGEST &&
        openSecretIn(value) === null &&
        !long.some((secret) => value.includes(secret)),
    ),
  );
}
