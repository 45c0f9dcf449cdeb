import { withoutSecrets } from '../model/facts/open-secret.js';

/** A value as messages of graphql-js show it: quoted texts, and other characters. */
const VALUE = String.raw`(?:"(?:[^"\\]|\\.)*"|[^"])*?`;
/** Where messages of graphql-js and its scalars repeat a value that was given, and what is left there. */
const repeated: readonly (readonly [RegExp, string])[] = [
  [/((?:cannot represent|is not a valid)\b[^:;]*): .*$/s, '$1.'],
  [/(cannot represent (?:an invalid date-time-string|non string or Date type)) .*$/s, '$1.'],
  [new RegExp(`\\bValue ${VALUE} does not exist in`, 's'), 'Value does not exist in'],
  [new RegExp(`got invalid value ${VALUE}(?=(?: at "[^"]*")?; )`, 's'), 'got an invalid value'],
  [new RegExp(`, found (?!null\\b)${VALUE}(?=\\.$|; )`, 's'), ''],
  [/\b((?:Block)?String) ".*"/s, '$1'],
];

/**
 * Returns the message of an error as it may be read by others, such as in the log of the asker. A
 * value that did not fit is omitted, since it may be a secret of any form. The message and the path
 * say where. Secrets that are recognised are taken out of all else.
 */
export const openMessage = (message: string, repeatsValues: boolean): string =>
  withoutSecrets(
    repeatsValues
      ? repeated.reduce((text, [pattern, by]) => text.replace(pattern, by), message)
      : message,
  );
