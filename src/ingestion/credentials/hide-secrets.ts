import type { Provider } from '../../providers/provider.js';
import type { GivenSettings } from '../settings.js';
import { secretsIn } from './credentials.js';

/** Shorter ones would hide parts of words. */
const SHORTEST = 4;

/** Returns what takes the secrets among the settings out of a text, since a vendor may repeat in an error what it was sent. */
export function hiderOf(provider: Provider, settings: GivenSettings): (text: string) => string {
  const secrets = Object.values(secretsIn(provider, settings))
    .flatMap((secret) => [secret, ...secret.split(/[\s,]+/)])
    .filter((secret) => secret.length >= SHORTEST)
    .toSorted((left, right) => right.length - left.length);
  return (text) => secrets.reduce((hidden, secret) => hidden.replaceAll(secret, '(hidden)'), text);
}
