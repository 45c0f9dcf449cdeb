import { withoutSecrets } from '../../model/facts/open-secret.js';
import type { Provider } from '../../providers/provider.js';
import type { GivenSettings } from '../sources/settings.js';
import { secretsIn } from './credentials.js';
import { replaceEncoded } from './encoded-runs.js';

/** Shorter ones would hide parts of words. */
const SHORTEST = 4;
const HIDDEN = '(hidden)';

/** A secret as it was given, part by part, and as addresses and JSON write it, which may escape a slash or not. */
const spellingsOf = (secret: string): readonly string[] =>
  [secret, ...secret.split(/[\s,]+/)].flatMap((part) => {
    const address = encodeURIComponent(part.toWellFormed());
    const json = JSON.stringify(part).slice(1, -1);
    const lower = address.replace(/%[\dA-F]{2}/g, (code) => code.toLowerCase());
    return [part, address, lower, json, json.replaceAll('/', '\\/')];
  });

/** Takes secrets out of texts: those of the settings, and what is recognised as one of somebody else. */
export interface Hider {
  readonly hide: (text: string) => string;
  /** Makes a further secret known, such as a token that the vendor gave out for an hour. */
  readonly note: (secret: string) => void;
}

/**
 * Returns a function that removes the secrets of the settings from a text, since a vendor may
 * repeat them in an error. Finds secrets as they are and in base64, as logins are sent.
 */
export function hiderOf(provider: Provider, settings: GivenSettings): Hider {
  const known = new Set(Object.values(secretsIn(provider, settings)));
  let hide = hiding(known);
  return {
    hide: (text) => hide(text),
    note: (secret) => {
      if (known.has(secret)) return;
      known.add(secret);
      hide = hiding(known);
    },
  };
}

function hiding(known: Iterable<string>): Hider['hide'] {
  const secrets = [...new Set([...known].flatMap(spellingsOf))]
    .filter((secret) => secret.length >= SHORTEST)
    .toSorted((left, right) => right.length - left.length);
  const holdsSecret = (bytes: Buffer): boolean => secrets.some((secret) => bytes.includes(secret));
  return (text) => {
    if (secrets.length === 0) return withoutSecrets(text);
    const hidden = secrets.reduce((rest, secret) => rest.replaceAll(secret, HIDDEN), text);
    return withoutSecrets(replaceEncoded(hidden, holdsSecret, HIDDEN));
  };
}
