import fc from 'fast-check';
import { writeToString } from 'fast-csv';
import { describe, expect, it } from 'vitest';
import { readCsv } from '../../../src/directory/developer-file/csv.js';
import { lawRuns } from '../../law-runs.js';

const bytes = (text: string, ...before: number[]) =>
  Uint8Array.from([...before, ...new TextEncoder().encode(text)]);
const only = async (content: string | Uint8Array) => {
  const { findings } = await readCsv(content);
  expect(findings).toHaveLength(1);
  return findings[0]!;
};

describe('readCsv', () => {
  it.each([
    [',', 'name,email\nAda,ada@x.io\n'],
    [';', 'name;email\r\nAda;ada@x.io'],
    ['\t', 'name\temail\rAda\tada@x.io\r'],
  ])('reads tables separated by %j with any line ends', async (delimiter, text) => {
    const { table, findings } = await readCsv(text);
    expect(findings).toEqual([]);
    expect(table).toEqual({
      delimiter,
      headers: ['name', 'email'],
      rows: [{ line: 2, values: ['Ada', 'ada@x.io'] }],
    });
  });

  it.each([
    ['sep=;\r\nname;email\r\nAda, B;ada@x.io', ';', 'Ada, B'],
    ['"sep=,"\nname,email\nAda;;;,ada@x.io', ',', 'Ada;;;'],
    ['SEP=\t\rname\temail\rAda\tada@x.io', '\t', 'Ada'],
  ])('takes the separator from the line that Excel writes: %j', async (text, delimiter, name) => {
    const { table, findings } = await readCsv(text);
    expect(findings).toEqual([]);
    expect(table).toEqual({
      delimiter,
      headers: ['name', 'email'],
      rows: [{ line: 3, values: [name, 'ada@x.io'] }],
    });
  });

  it('drops a byte order mark and brings values to NFC', async () => {
    const { table } = await readCsv(bytes('name,email\nZoe\u0308,z@x.io\n', 0xef, 0xbb, 0xbf));
    expect(table?.headers[0]).toBe('name');
    expect(table?.rows[0]?.values[0]).toBe('Zoë');
  });

  it('counts lines through line breaks inside values and blank lines', async () => {
    const { table } = await readCsv('name,note\n\n"Ada","a\r\nb\nc"\n,\nBob,x\n');
    expect(table?.rows.map((row) => row.line)).toEqual([3, 7]);
  });

  it('says where a quote is opened and never closed', async () => {
    expect(await only('name,email\nAda,a@x.io\nBob,"b@x.io\nCy,c@x.io\n')).toMatchObject({
      code: 'INVALID_CSV',
      line: 3,
      column: 5,
    });
  });

  it('says where text follows a closing quote', async () => {
    expect(await only('name,email\n"A"da,a@x.io\n')).toMatchObject({
      code: 'INVALID_CSV',
      line: 2,
      column: 3,
    });
  });

  it('takes a quote inside an unquoted value as it stands', async () => {
    const { table, findings } = await readCsv('name,email\nAda "Countess" L,a@x.io\n');
    expect(findings).toEqual([]);
    expect(table?.rows[0]?.values[0]).toBe('Ada "Countess" L');
  });

  it.each([
    ['UTF-16', bytes('x', 0xff, 0xfe), 1],
    ['Latin-1', bytes('n,e\nZo', 0x61).map((byte, index) => (index === 6 ? 0xeb : byte)), 2],
    ['a NUL', 'n,e\nA\0,b\n', 2],
    ['lost characters', 'n,e\nA,b\nZo\uFFFD,c\n', 3],
    ['half of a character', 'n,e\nA\ud800,b\n', 2],
  ])('refuses %s with the line', async (_, content, line) => {
    expect(await only(content)).toMatchObject({ code: 'INVALID_CSV', line });
  });

  it('names rows with too many or too few values and reads the others', async () => {
    const { table, findings } = await readCsv('name,email\nAda\nBob,b@x.io,x\nCy,c@x.io\n');
    expect(findings.map(({ code, line, column }) => [code, line, column])).toEqual([
      ['INVALID_CSV', 2, 2],
      ['INVALID_CSV', 3, 3],
    ]);
    expect(table?.rows).toEqual([{ line: 4, values: ['Cy', 'c@x.io'] }]);
  });

  it('names blank and repeated columns', async () => {
    const { findings } = await readCsv('e_mail,,E-Mail\na@x.io,1,2\n');
    expect(findings.map(({ code, line, column }) => [code, line, column])).toEqual([
      ['BLANK_CSV_COLUMN_NAME', 1, 2],
      ['DUPLICATE_COLUMN_NAME', 1, 3],
    ]);
  });

  it.each(['', '\n\n', 'name,email\n', 'name,email\n ,\n'])('calls %j empty', async (text) => {
    expect(await only(text)).toMatchObject({ code: 'EMPTY_CSV' });
  });

  it('refuses more than 100,000 rows and more than 16 MB', async () => {
    expect(await only(`n\n${'a\n'.repeat(100_001)}`)).toMatchObject({
      code: 'TOO_MANY_ROWS',
      line: 100_002,
    });
    expect(await only(new Uint8Array(16 * 1024 * 1024 + 1))).toMatchObject({
      code: 'TOO_MANY_ROWS',
    });
  });

  it('reads back what a writer wrote, line by line', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'é', '"', ',', ';', '\t', '\n', ' ') });
    const row = fc.tuple(fc.constant('x'), cell, cell);
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 8 }), async (rows) => {
        const text = await writeToString([['one', 'two', 'three'], ...rows]);
        const { table, findings } = await readCsv(text);
        expect(findings).toEqual([]);
        expect(table?.rows.map(({ values }) => values)).toEqual(
          rows.map((values) => values.map((value) => value.trim())),
        );
        const lines = text.split('\n');
        for (const { line } of table?.rows ?? []) expect(lines[line - 1]).toMatch(/^x/);
      }),
      { numRuns: lawRuns(60, 400) },
    );
  });
});
