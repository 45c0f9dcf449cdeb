import { csvFault, faultAtOffset } from './csv-fault.js';
import type { Finding } from './developer-file-error.js';

const MAXIMUM_BYTES = 16 * 1024 * 1024;

type Decoded =
  | { readonly text: string; readonly fault?: never }
  | { readonly text?: never; readonly fault: Finding };

const SAVE_AGAIN = 'save it again as "CSV UTF-8"';

const isWide = (content: Uint8Array) =>
  (content[0] === 0xff && content[1] === 0xfe) || (content[0] === 0xfe && content[1] === 0xff);

/** Patterns of text that cannot have been written, each with its message. */
const impossible: readonly (readonly [RegExp, string])[] = [
  [/\0/, `The file holds a NUL character, so it is no text: ${SAVE_AGAIN}.`],
  [/\uFFFD/, `The file is not UTF-8 or has lost characters on its way: ${SAVE_AGAIN}.`],
  [/\p{Cs}/u, `The file holds half of a character: ${SAVE_AGAIN}.`],
];

/**
 * Returns the text of a developers file without byte order mark; a lost or foreign encoding is a
 * fault, at the first wrong character.
 */
export function decodeCsv(content: Uint8Array | string): Decoded {
  const bytes = typeof content === 'string' ? Buffer.byteLength(content) : content.length;
  if (bytes > MAXIMUM_BYTES) {
    const message = 'The file is larger than 16 MB: remove columns or rows that are not needed.';
    return { fault: csvFault('TOO_MANY_ROWS', null, null, message) };
  }
  if (typeof content !== 'string' && isWide(content))
    return { fault: csvFault('INVALID_CSV', 1, 1, `The file is UTF-16: ${SAVE_AGAIN}.`) };
  const decoded = typeof content === 'string' ? content : new TextDecoder().decode(content);
  const text = decoded.replace(/^\uFEFF/, '');
  for (const [character, message] of impossible) {
    const offset = text.search(character);
    if (offset >= 0) return { fault: faultAtOffset(text, offset, () => message) };
  }
  return { text };
}
