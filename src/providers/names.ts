import { cutToBytes, NAME_BYTES, storableText } from '../model/limits.js';

/** A name as tables hold it: without control characters, and no longer than an index takes. */
export const nameOf = (text: string): string =>
  cutToBytes(storableText(text).replaceAll(/\p{Cc}+/gu, ' '), NAME_BYTES).trim();

/** The same; null if nothing is left. */
export const nameOrNull = (text: string | null): string | null =>
  text === null ? null : nameOf(text) || null;
