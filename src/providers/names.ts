import { cutToBytes, NAME_BYTES, storableText, TEXT_BYTES } from '../model/limits.js';

/** A name as tables hold it: without control characters, and no longer than an index takes. */
export const nameOf = (text: string): string =>
  cutToBytes(storableText(text).replaceAll(/\p{Cc}+/gu, ' '), NAME_BYTES).trim();

/** The same; null if nothing is left. */
export const nameOrNull = (text: string | null): string | null =>
  text === null ? null : nameOf(text) || null;

/** A name of a field that people fill in: one line, whose words have one space between them. */
export const lineOf = (text: string): string =>
  cutToBytes(
    storableText(text)
      .replace(/[\p{Cc}\s]+/gu, ' ')
      .trim(),
    NAME_BYTES,
  );

/** The same; null if nothing is left, or nothing was given. */
export const lineOrNull = (text: string | null | undefined): string | null =>
  text ? lineOf(text) || null : null;

/** A title, a description or a message as tables hold it. */
export const storable = (text: string): string => cutToBytes(storableText(text), TEXT_BYTES);
