import { expect, test } from 'vitest';
import { stateOf } from '../../src/storage/sql/sql-state.js';
import { newDatabase } from './databases.js';

const VALUES = `select $1::bigint as account, 1.5::float8 as float, true as bool, null::text as nothing, 'ä€😀' as text, '{"a":[1,"ß"]}'::jsonb as json,
  '2026-03-01T10:00:00Z'::timestamptz at time zone 'UTC' as "at", '2026-03-01'::date as day, interval '1 day' as span,
  array['a b', null, '"q",{}', ''] as texts, array[1.5, 2]::float8[] as floats, array[]::bigint[] as empty, array[true, false] as bools,
  array['{"a":1}'::jsonb] as documents, '\\x00ff80'::bytea as bytes, repeat('ü', 100000) as long`;

test('an answer of the embedded database holds the values that the statement names', async () => {
  const database = await newDatabase('EMBEDDED');
  const account = await database.createAccount();
  const row = await database.read(account, (session) => session.find<object>(VALUES));
  expect(row).toEqual({
    ...{ account, float: 1.5, bool: true, nothing: null, text: 'ä€😀', json: { a: [1, 'ß'] } },
    ...{ at: '2026-03-01 10:00:00', day: '2026-03-01', span: '1 day' },
    ...{ texts: ['a b', null, '"q",{}', ''], floats: [1.5, 2], empty: [], bools: [true, false] },
    ...{ documents: [{ a: 1 }], bytes: new Uint8Array([0, 255, 128]), long: 'ü'.repeat(100_000) },
  });
});

test('a statement of the embedded database that fails says why, and what comes after it is not harmed', async () => {
  const database = await newDatabase('EMBEDDED');
  const account = await database.createAccount();
  const failed = database.write(account, (session) =>
    session.load('select 1 / ($1::int - $1::int)'),
  );
  const error = await failed.catch((reason: unknown) => reason);
  expect(stateOf(error)).toBe('22012');
  expect(error).toMatchObject({ message: expect.stringContaining('division by zero') });
  const rows = await database.write(account, (session) =>
    session.load<{ n: number }>('select n from generate_series(1, 30000) as n where $1 > 0'),
  );
  expect(rows).toHaveLength(30_000);
  expect(rows.at(-1)).toEqual({ n: 30_000 });
});
