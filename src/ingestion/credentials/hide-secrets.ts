import type { Provider } from '../../providers/provider.js';
import type { GivenSettings } from '../sources/settings.js';
import { secretsIn } from './credentials.js';

/** Shorter ones would hide parts of words. */
const SHORTEST = 4;
const HIDDEN = '(hidden)';

/** What may be base64, of either alphabet; longer runs are read in parts, since expressions are matched on a stack. */
const mayBeEncoded = /[\w+/-]{8,4096}={0,2}/g;
/** Four characters hold three bytes; what stands before them, such as a path, moves them by up to three. */
const offsets = [0, 1, 2, 3];

/** A secret as it was given, part by part, and as addresses and JSON write it. */
const spellingsOf = (secret: string): readonly string[] =>
  [secret, ...secret.split(/[\s,]+/)].flatMap((part) => [
    part,
    encodeURIComponent(part.toWellFormed()),
    JSON.stringify(part).slice(1, -1),
  ]);

/** Takes secrets out of texts. */
export interface Hider {
  readonly hide: (text: string) => string;
  /** Makes a further secret known, such as a token that the vendor gave out for an hour. */
  readonly note: (secret: string) => void;
}

/**
 * Returns what takes the secrets among the settings out of a text, since a vendor may repeat in an error what it was sent: as it
 * is, or in base64 as logins are sent.
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
  const isEncoded = (run: string): boolean =>
    offsets.some((offset) => {
      const bytes = Buffer.from(run.slice(offset), 'base64');
      return secrets.some((secret) => bytes.includes(secret));
    });
  return (text) => {
    if (secrets.length === 0) return text;
    const hidden = secrets.reduce((rest, secret) => rest.replaceAll(secret, HIDDEN), text);
    return hidden.replace(mayBeEncoded, (run) => (isEncoded(run) ? HIDDEN : run));
  };
}
