import { unescape as decoded } from 'node:querystring';
import type { Environment } from '../env.js';
import { withoutSecrets } from '../model/facts/open-secret.js';

/** Shorter values would hide parts of words. */
const SHORTEST = 12;
const HIDDEN = '(hidden)';

/** Takes secrets out of a text that the process writes. */
export type OpenText = (text: string) => string;

type Secrets = Pick<Environment, 'databaseUrl' | 'databaseDirectUrl' | 'adminKey' | 'secretKeys'>;

function passwordsIn(url: string | null): string[] {
  if (url === null || !URL.canParse(url)) return [];
  const { password } = new URL(url);
  return [password, decoded(password)];
}

const secretsIn = ({ databaseUrl, databaseDirectUrl, adminKey, secretKeys }: Secrets) => [
  ...[databaseUrl, databaseDirectUrl].flatMap(passwordsIn),
  ...(adminKey === null ? [] : [adminKey]),
  ...(secretKeys ?? []).map(({ bytes }) => Buffer.from(bytes).toString('base64')),
];

/**
 * Returns what takes secrets out of all that a process writes: those of its environment, and those
 * that are recognised.
 */
export function openTextOf(environment: Secrets): OpenText {
  const known = [...new Set(secretsIn(environment))].filter(({ length }) => length >= SHORTEST);
  return (text) =>
    withoutSecrets(known.reduce((rest, secret) => rest.replaceAll(secret, HIDDEN), text));
}

/** A value in a message of the parser of command lines, which may be a secret of whatever form. */
const VALUE_OF_FLAG = /(['\s](?:--[\w-]+=|-[a-zA-Z](?=[^-\s'])))[^'\n]+/g;

/** Returns a message of the parser without the values of flags that it does not know. */
export const openUsage: OpenText = (text) =>
  withoutSecrets(text.replace(VALUE_OF_FLAG, `$1${HIDDEN}`));
