import { cutToBytes, NAME_BYTES, storableText, TEXT_BYTES } from '../model/limits.js';

/** Returns a text as a name can be: one line, without control characters, of the length that filters can compare. */
export const nameOf = (text: string): string =>
  cutToBytes(
    storableText(text)
      .replace(/[\p{Cc}\s]+/gu, ' ')
      .trim(),
    NAME_BYTES,
  );

/** Returns the same; null if nothing is left, or nothing was given. */
export const nameOrNull = (text: string | null | undefined): string | null =>
  text ? nameOf(text) || null : null;

/** Returns a text as a title can be: of the length that tables hold. */
export const titleOf = (text: string): string => cutToBytes(storableText(text).trim(), TEXT_BYTES);
