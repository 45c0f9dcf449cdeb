import { cutToBytes, NAME_BYTES, storableText, TEXT_BYTES } from '../../model/limits.js';

/** Returns text that a name can be: one line of the length that filters can compare. */
export const nameOf = (text: string): string =>
  cutToBytes(storableText(text).replaceAll(/[\p{Cc}\s]+/gu, ' '), NAME_BYTES).trim();

/** Returns a title that can be kept. */
export const titleOf = (text: string): string => cutToBytes(storableText(text), TEXT_BYTES);
