import type { Finding } from './developer-file-error.js';

/** A finding about the file itself, at a line and column or nowhere in particular. */
export const csvFault = (
  code: Finding['code'],
  line: number | null,
  column: number | null,
  message: string,
  field: string | null = null,
): Finding => ({ code, field, line, column, developer: null, message });

/** INVALID_CSV at the character `offset` of the text; `message` is given the line. */
export function faultAtOffset(
  text: string,
  offset: number,
  message: (line: number) => string,
): Finding {
  const lines = text.slice(0, offset).split(/\r\n|\r|\n/);
  return csvFault('INVALID_CSV', lines.length, lines.at(-1)!.length + 1, message(lines.length));
}
