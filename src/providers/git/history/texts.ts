import { createHash } from 'node:crypto';
import { bytesOf, cutToBytes, storableText } from '../../../model/limits.js';

/**
 * Bytes kept of a person's name, an address, and a tag or branch: several of these share one index.
 */
export const [PERSON_BYTES, EMAIL_BYTES, REF_BYTES] = [300, 600, 800];
/** Bytes kept of a title, and of all trailers of a commit. */
export const [TITLE_BYTES, TRAILERS_BYTES] = [10_000, 100_000];

const DIGITS = 12;
const ELLIPSIS = '…';

/** The text, or its beginning and a hash of all of it where it has more bytes, so that two stay two. */
function shortened(text: string, bytes: number): string {
  if (text.length * 3 <= bytes || bytesOf(text) <= bytes) return text;
  const hash = createHash('sha256').update(text).digest('hex').slice(0, DIGITS);
  return `${cutToBytes(text, bytes - bytesOf(ELLIPSIS) - DIGITS)}${ELLIPSIS}${hash}`;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what no name may hold.
const controls = /[\u0000-\u001f]/g;

/** The same of a name, which holds no control characters. */
export const nameWithin = (name: string, bytes: number): string =>
  shortened(storableText(name).replace(controls, '\uFFFD'), bytes);
