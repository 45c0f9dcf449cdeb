import { Readable } from 'node:stream';
import { type CsvParserStream, parse } from 'fast-csv';
import { openSecretIn } from '../../model/facts/open-secret.js';
import { withoutShield } from '../../model/formula.js';
import { trimmed } from '../../model/look-alike.js';
import { decodeCsv } from './csv-encoding.js';
import { csvFault } from './csv-fault.js';
import { quoteFault, sniffDelimiter } from './csv-quotes.js';
import type { Finding } from './developer-file-error.js';
import { npmBannerFault } from './npm-banner.js';

const MAXIMUM_ROWS = 100_000;

interface CsvRow {
  /** Line of the file on which the row begins, from 1. */
  readonly line: number;
  readonly values: readonly string[];
}
export interface CsvTable {
  readonly delimiter: string;
  readonly headers: readonly string[];
  /** Every row has as many values as there are headers. */
  readonly rows: readonly CsvRow[];
}
export interface CsvReading {
  /** Null where the file cannot be read as a table at all. */
  readonly table: CsvTable | null;
  readonly findings: readonly Finding[];
}

/** The line before the column names that declares the separator to Excel. */
const DECLARED_DELIMITER = /^"?sep=(?<delimiter>[,;\t])"?(?=\r|\n)/i;
const CHUNK = 65_536;

function* chunksOf(text: string): Iterable<string> {
  for (let start = 0; start < text.length; start += CHUNK) yield text.slice(start, start + CHUNK);
}

const lineBreaks = (value: string) => value.match(/\r\n|\r|\n/g)?.length ?? 0;
const isBlank = (values: readonly string[]) => values.every((value) => value.trim() === '');
/** A line of which only the first value is filled, and begins with `#`: no developer could be one. */
const isComment = ([first = '', ...others]: readonly string[]) =>
  first.trimStart().startsWith('#') && isBlank(others);
const tidy = (value: string) => withoutShield(trimmed(value));

/** Reads one row more than may be, so that a file that is too long shows. */
async function rowsOf(text: string, delimiter: string): Promise<CsvRow[]> {
  const parser: CsvParserStream<string[], string[]> = parse({ headers: false, delimiter });
  const rows: CsvRow[] = [];
  let line = 1;
  for await (const values of Readable.from(chunksOf(text)).pipe(parser)) {
    if (!isBlank(values) && !isComment(values)) rows.push({ line, values: values.map(tidy) });
    line += 1 + values.reduce((sum: number, value: string) => sum + lineBreaks(value), 0);
    if (rows.length > MAXIMUM_ROWS + 1) break;
  }
  return rows;
}

const folded = (header: string) => header.toLowerCase().replace(/[\s_-]+/g, ' ');

function headerFindings({ line, values }: CsvRow): Finding[] {
  const first = new Map<string, number>();
  return values.flatMap((header, index): Finding[] => {
    const column = index + 1;
    if (header === '')
      return [
        csvFault(
          'BLANK_CSV_COLUMN_NAME',
          line,
          column,
          `Column ${column} has no name: name it or delete it.`,
        ),
      ];
    const earlier = first.get(folded(header));
    first.set(folded(header), earlier ?? column);
    if (earlier === undefined) return [];
    const message = `Column ${column} is named "${header}" like column ${earlier}: rename or delete one of them.`;
    return [csvFault('DUPLICATE_COLUMN_NAME', line, column, message, header)];
  });
}

function raggedFindings(rows: readonly CsvRow[], width: number): Finding[] {
  return rows
    .filter(({ values }) => values.length !== width)
    .map(({ line, values }) => {
      const message = `Line ${line} has ${values.length} values where the first line names ${width} columns: put quotes around values that hold the delimiter, and fill missing ones with nothing.`;
      return csvFault('INVALID_CSV', line, Math.min(values.length, width) + 1, message);
    });
}

/** Everybody who may see developers would read it. */
function secretFault(rows: readonly CsvRow[]): Finding | null {
  for (const { line, values } of rows) {
    const column = values.findIndex((value) => openSecretIn(value) !== null);
    if (column < 0) continue;
    const message = `Line ${line} holds ${openSecretIn(values[column]!)} in column ${column + 1}, which others would read: remove it.`;
    return csvFault('INVALID_CSV', line, column + 1, message);
  }
  return null;
}

function tableOf(all: readonly CsvRow[], delimiter: string): CsvReading {
  const [header, ...rows] = all;
  if (!header || rows.length === 0) {
    const message =
      'The file has no developers: give it a first line of column names and a line for each developer.';
    const empty = csvFault('EMPTY_CSV', null, null, message);
    return { table: null, findings: [...(header ? headerFindings(header) : []), empty] };
  }
  if (rows.length > MAXIMUM_ROWS) {
    const message = `The file has more than ${MAXIMUM_ROWS} developers: remove those that are not of this organisation.`;
    return {
      table: null,
      findings: [csvFault('TOO_MANY_ROWS', rows[MAXIMUM_ROWS]!.line, null, message)],
    };
  }
  const width = header.values.length;
  const kept = rows.filter(({ values }) => values.length === width);
  return {
    table: { delimiter, headers: header.values, rows: kept },
    findings: [...headerFindings(header), ...raggedFindings(rows, width)],
  };
}

/**
 * Reads a developers file: UTF-8 with or without a byte order mark, at most 16 MB and 100,000 rows.
 * The separator is comma, semicolon or tab, as a line `sep=;` before it says; any line ends are
 * read. Blank lines and comments (`# ...` alone on a line) are skipped, values trimmed and NFC.
 * Never throws because of the file's contents: errors are in `findings`.
 */
export async function readCsv(content: Uint8Array | string): Promise<CsvReading> {
  const unread = (...findings: Finding[]): CsvReading => ({ table: null, findings });
  const decoded = decodeCsv(content);
  if (decoded.fault) return unread(decoded.fault);
  const banner = npmBannerFault(decoded.text);
  if (banner) return unread(banner);
  const declared = DECLARED_DELIMITER.exec(decoded.text);
  // Its line stays, so that lines keep their numbers.
  const text = declared ? decoded.text.slice(declared[0].length) : decoded.text;
  const delimiter = declared?.groups?.delimiter ?? sniffDelimiter(text);
  const wrong = quoteFault(text, delimiter);
  if (wrong) return unread(wrong);
  const rows = await rowsOf(text, delimiter);
  const secret = secretFault(rows);
  return secret ? unread(secret) : tableOf(rows, delimiter);
}
