import { describe, expect, it } from 'vitest';
import {
  mappingFindings,
  suggestMapping,
} from '../../../src/directory/developer-file/column-mapping.js';
import { readCsv } from '../../../src/directory/developer-file/csv.js';
import { recordsOf } from '../../../src/directory/developer-file/developer-record.js';
import {
  developerWarnings,
  validateDevelopers,
} from '../../../src/directory/developer-file/validate-developers.js';

const header = 'Full Name,E-Mail,manager_email,Git Emails,Squad\n';
const recordsIn = async (rows: string) => {
  const { table } = await readCsv(header + rows);
  return recordsOf(table!, suggestMapping(table!.headers, []));
};
const codes = async (rows: string) =>
  validateDevelopers(await recordsIn(rows)).map(({ code, field, line }) => [code, field, line]);

describe('suggestMapping', () => {
  it('knows common names whatever their case and separators', () => {
    const headers = ['Display_Name', 'WORK EMAIL', "Manager's E-mail", 'Dept', 'T-Shirt'];
    expect(suggestMapping(headers, []).map(({ target }) => target)).toEqual([
      'NAME',
      'EMAIL',
      'MANAGER_EMAIL',
      'DEPARTMENT',
      'CUSTOM',
    ]);
  });
  it('prefers what was chosen before and gives no target twice', () => {
    const previous = [{ column: 'Login', target: 'EMAIL' as const }];
    expect(suggestMapping(['login', 'Email', 'Name', 'Developer'], previous)).toEqual([
      { column: 'login', target: 'EMAIL' },
      { column: 'Email', target: 'CUSTOM' },
      { column: 'Name', target: 'NAME' },
      { column: 'Developer', target: 'CUSTOM' },
    ]);
  });
  it('is complete only with name, e-mail and manager', () => {
    const mapping = suggestMapping(['Name', 'Mail'], []);
    expect(mappingFindings(mapping, ['Name', 'Mail'], 'SUGGESTED')).toMatchObject([
      { code: 'REQUIRED_FIELD_MISSING', field: 'MANAGER_EMAIL' },
    ]);
    expect(mappingFindings(mapping, ['Name', 'Mail'], 'CHOSEN')).toMatchObject([
      { code: 'MISSING_NAME_OR_EMAIL_OR_MANAGER_EMAIL_FIELD_MAPPING', field: 'MANAGER_EMAIL' },
    ]);
  });
});

describe('recordsOf', () => {
  it('tidies values and keeps other columns as attributes', async () => {
    expect(await recordsIn(' Ada , ADA@x.io,,a@y.io; A@Z.io,Red\n')).toEqual([
      {
        line: 2,
        name: 'Ada',
        email: 'ada@x.io',
        managerEmail: null,
        alternateEmails: ['a@y.io', 'a@z.io'],
        attributes: { Team: 'Red' },
      },
    ]);
  });
});

describe('validateDevelopers', () => {
  it('accepts a forest', async () => {
    expect(await codes('Ada,a@x.io,,,\nBob,b@x.io,A@x.io,,\n')).toEqual([]);
  });
  it('finds several kinds of error at once', async () => {
    const rows = [
      ',a@x.io,,,',
      'Bob,,a@x.io,,',
      'Cy,c@x.io,nobody@x.io,,',
      'Di,c@x.io,a@x.io,,',
      'Ed,e at x,a@x.io,,',
      'Fay,f@x.io,f@x.io,,',
      'Gil,g@x.io,a@x.io,A@x.io,',
    ];
    expect(await codes(`${rows.join('\n')}\n`)).toEqual([
      ['REQUIRED_VALUE_MISSING', 'NAME', 2],
      ['REQUIRED_VALUE_MISSING', 'EMAIL', 3],
      ['INVALID_EMAIL', 'EMAIL', 6],
      ['DUPLICATE_EMAIL', 'EMAIL', 5],
      ['DUPLICATE_EMAIL', 'ALTERNATE_EMAILS', 8],
      ['MANAGER_EMAIL_MISSING_IN_DEVELOPER_EMAILS', 'MANAGER_EMAIL', 4],
      ['CIRCULAR_REFERENCE', 'MANAGER_EMAIL', 7],
    ]);
  });
  it('names everybody in a circle and nobody who only reports into it', async () => {
    const rows = 'A,a@x.io,b@x.io,,\nB,b@x.io,a@x.io,,\nC,c@x.io,a@x.io,,\n';
    const [error] = validateDevelopers(await recordsIn(rows));
    expect(error).toMatchObject({
      code: 'CIRCULAR_REFERENCE',
      count: 2,
      sampleDevelopers: ['a@x.io', 'b@x.io'],
    });
  });
  it('counts all but samples ten', async () => {
    const rows = Array.from({ length: 30 }, (_, index) => `N${index},d${index}@x.io,boss@x.io,,`);
    const [error] = validateDevelopers(await recordsIn(`${rows.join('\n')}\n`));
    expect(error?.count).toBe(30);
    expect(error?.sampleDevelopers).toHaveLength(10);
    expect(error?.sampleLines).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });
  it('warns of several roots, which stop nothing', async () => {
    const records = await recordsIn('A,a@x.io,,,\nB,b@x.io,,,\n');
    expect(validateDevelopers(records)).toEqual([]);
    expect(developerWarnings(records)).toMatchObject([{ code: 'MULTIPLE_ROOTS', count: 2 }]);
  });
});
