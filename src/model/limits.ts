import { DAY_MILLISECONDS, type Instant } from './time.js';

/**
 * The limits of the tables. All code that brings text, numbers or instants in checks them here: the
 * facts form, the developers file, providers and inputs of the API. Lengths of texts are bytes of
 * UTF-8, since that is what an index counts.
 */

/** All texts of one entry of an index together. PostgreSQL refuses entries of more than 2,704 bytes. */
export const INDEX_ENTRY_BYTES = 2_600;
/** A name or an id: several of them stand in indexes, up to two in one entry. */
export const NAME_BYTES = 1_000;
/** A path of a file: as long as file systems allow. Indexes hold its beginning and a hash. */
export const PATH_BYTES = 4_096;
/** An address. */
export const URL_BYTES = 8_000;
/** A title, a description or a message, in no index. */
export const TEXT_BYTES = 300_000;
/** Entries of one list of a fact. */
export const LIST_ENTRIES = 10_000;
/** The greatest number of a column of whole numbers. */
export const WHOLE_MOST = 2_147_483_647;

/** Before this no tool wrote anything down: what claims it is a mistake of its clock. */
export const EARLIEST_INSTANT: Instant = Date.UTC(1980, 0, 1);
/** The end of what can be planned, such as the end of a sprint. */
export const LATEST_INSTANT: Instant = Date.UTC(2100, 0, 1);
/**
 * Returns the latest instant of what has happened: at most a day ahead, since clocks and time zones
 * differ.
 */
export const latestObserved = (now: Instant): Instant => now + DAY_MILLISECONDS;

/** True for an instant at which something can have happened, as seen at `now`. */
export const isObservable = (at: Instant, now: Instant): boolean =>
  Number.isSafeInteger(at) && at >= EARLIEST_INSTANT && at <= latestObserved(now);

/** True for a count that a column of whole numbers holds. */
export const isCount = (value: number): boolean =>
  Number.isInteger(value) && value >= 0 && value <= WHOLE_MOST;

export const bytesOf = (text: string): number => Buffer.byteLength(text);
/** A character of UTF-16 has at most three bytes in UTF-8, so that most texts need no count. */
const isWithin = (text: string, bytes: number): boolean =>
  text.length * 3 <= bytes || bytesOf(text) <= bytes;

const codeOf = (text: string, at: number): string =>
  `U+${text.charCodeAt(at).toString(16).toUpperCase().padStart(4, '0')}`;
const loneSurrogate = /\p{Cs}/u;
const grouped = (count: number): string => count.toLocaleString('en-US');

/** Returns why no column holds these characters, and what to do; null if columns do. */
export function characterFault(text: string): string | null {
  if (text.includes('\0'))
    return 'It holds the character NUL (U+0000), which no text may hold: leave it out.';
  if (text.isWellFormed()) return null;
  return `It holds half of a character (${codeOf(text, text.search(loneSurrogate))} alone): write the whole character or leave it out.`;
}

/**
 * Returns why a text of at most so many bytes cannot be this one, and what to do; null if it can.
 */
export function textFault(text: string, bytes: number): string | null {
  if (isWithin(text, bytes)) return characterFault(text);
  return `It has ${grouped(bytesOf(text))} bytes in UTF-8 and may have ${grouped(bytes)}: shorten it.`;
}

const isControl = (unit: number) => unit < 32 && unit !== 9 && unit !== 10 && unit !== 13;

/**
 * Returns the same for a name, which holds no control characters either: keys of indexes write each
 * of them as six.
 */
export function nameFault(name: string, bytes = NAME_BYTES): string | null {
  const fault = textFault(name, bytes);
  if (fault) return fault;
  for (let at = 0; at < name.length; at++)
    if (isControl(name.charCodeAt(at)))
      return `It holds the control character ${codeOf(name, at)}, which no name may hold: leave it out.`;
  return null;
}

/**
 * Returns the text with U+FFFD in the place of NUL and of halves of characters: for providers that
 * keep what is readable.
 */
export const storableText = (text: string): string =>
  text.toWellFormed().replaceAll('\0', '\uFFFD');

/** Returns the longest beginning that has at most so many bytes and ends with a whole character. */
export function cutToBytes(text: string, bytes: number): string {
  if (isWithin(text, bytes)) return text;
  const all = Buffer.from(text);
  let end = bytes;
  // Bytes that begin with the bits 10 continue a character.
  while (end > 0 && (all[end]! & 0xc0) === 0x80) end--;
  return all.toString('utf8', 0, end);
}
