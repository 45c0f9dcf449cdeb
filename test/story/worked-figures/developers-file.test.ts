import { describe, expect, it } from 'vitest';
import { codesOf, useDirectory } from '../../directory/use-directory.js';
import { databaseKinds } from '../../storage/databases.js';

describe.each(databaseKinds)('a developers file, uploaded on %s,', (kind) => {
  const { parts, newAccount, upload } = useDirectory(kind);
  const errorsOf = async (content: string) =>
    (await upload(await newAccount(), content)).errors.map(({ code, count }) => [code, count]);
  const refusal = async (content: string) => codesOf(upload(await newAccount(), content));

  it('in which A manages B and B manages A has a circular reference of 2', async () => {
    const circle = 'Name,Email,Manager Email\nA,a@x.io,b@x.io\nB,b@x.io,a@x.io\n';
    expect(await errorsOf(circle)).toEqual([['CIRCULAR_REFERENCE', 2]]);
    const viewer = await newAccount();
    const { number } = await upload(viewer, circle);
    expect(await codesOf(parts.directory.imports.activate(viewer, number))).toEqual([
      'CIRCULAR_REFERENCE',
    ]);
  });

  it('of which a column has no name says so', async () => {
    expect(await errorsOf('Name,Email,Manager Email,\nA,a@x.io,,x\n')).toEqual([
      ['BLANK_CSV_COLUMN_NAME', 1],
    ]);
  });

  it('of a header alone is empty', async () => {
    expect(await refusal('Name,Email,Manager Email\n')).toEqual(['EMPTY_CSV']);
  });

  it('reports both of its errors together: of the header and of the rows, or of the lack of rows', async () => {
    const circle = 'Name,Email,Manager Email,\nA,a@x.io,b@x.io,x\nB,b@x.io,a@x.io,y\n';
    expect(await errorsOf(circle)).toEqual([
      ['BLANK_CSV_COLUMN_NAME', 1],
      ['CIRCULAR_REFERENCE', 2],
    ]);
    expect(await refusal('Name,Email,Manager Email,\n')).toEqual([
      'BLANK_CSV_COLUMN_NAME',
      'EMPTY_CSV',
    ]);
  });
});
