import { faultAtOffset } from './csv-fault.js';
import type { Finding } from './developer-file-error.js';

const delimiters = [',', ';', '\t'] as const;
/** A longer value is a quote left open somewhere; the limit also keeps reading linear in the size of the file. */
const LONGEST_VALUE = 20_000;

const firstLine = (text: string) => text.trimStart().split(/\r\n|\r|\n/, 1)[0]!;

/** The delimiter that splits the first line most often, outside of quotes; a comma where none does. */
export function sniffDelimiter(text: string): string {
  const plain = firstLine(text).replace(/"[^"]*"/g, '');
  const counts = delimiters.map((delimiter) => plain.split(delimiter).length);
  return delimiters[counts.indexOf(Math.max(...counts))]!;
}

/** Returns the place of the quote that closes the value opened at `open`; -1 if there is none. */
function closingQuote(text: string, open: number): number {
  let at = text.indexOf('"', open + 1);
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}

function quotedFault(text: string, open: number, close: number, delimiter: string): Finding | null {
  if (close < 0)
    return faultAtOffset(
      text,
      open,
      (line) =>
        `The quote opened on line ${line} is never closed: close it, or write "" for a quote inside a value.`,
    );
  if (close - open > LONGEST_VALUE)
    return faultAtOffset(
      text,
      open,
      (line) =>
        `The value that begins on line ${line} is longer than ${LONGEST_VALUE} characters: look for a quote that is not closed.`,
    );
  const after = /[^ ]/g;
  after.lastIndex = close + 1;
  const next = after.exec(text)?.[0] ?? '\n';
  if (next === delimiter || next === '\n' || next === '\r') return null;
  return faultAtOffset(
    text,
    close,
    (line) =>
      `On line ${line} text follows a closing quote: put quotes around the whole value, and write "" for a quote inside.`,
  );
}

/** The first misplaced or unclosed quote of a file, null where all are in order. Quotes count only at the start of a value. */
export function quoteFault(text: string, delimiter: string): Finding | null {
  const opening = new RegExp(`(?:^|[\\r\\n${delimiter}]) *"`, 'g');
  for (let match = opening.exec(text); match; match = opening.exec(text)) {
    const open = match.index + match[0].length - 1;
    const close = closingQuote(text, open);
    const fault = quotedFault(text, open, close, delimiter);
    if (fault) return fault;
    opening.lastIndex = close + 1;
  }
  return null;
}
