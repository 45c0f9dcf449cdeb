import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/storage/database/database.js';
import { binaryArray, type ElementType } from '../../../src/storage/sql/binary-array.js';
import { lawRuns } from '../../law-runs.js';
import { databaseKinds, newDatabase } from '../databases.js';

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 2_000 }).map((value) => value.replaceAll('\0', '')),
  fc.constantFrom(
    '',
    '"',
    '\\',
    '{}',
    'NULL',
    ',',
    'é',
    '\n',
    'x'.repeat(1_023),
    'x'.repeat(1_024),
  ),
);
const earliest = Date.UTC(1, 0, 1) - 1_900 * 365 * 86_400_000;
const instant = fc.integer({ min: earliest, max: Date.UTC(9999, 11, 31) });
const samples: Readonly<Record<ElementType, fc.Arbitrary<unknown>>> = {
  text,
  bigint: fc.maxSafeInteger(),
  integer: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  boolean: fc.boolean(),
  float8: fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
  timestamptz: fc.oneof(
    instant,
    fc.constantFrom(0, Date.UTC(2000, 0, 1), Date.UTC(2000, 0, 1) - 1),
  ),
  jsonb: fc
    .jsonValue({ maxDepth: 3 })
    .map((value) => JSON.stringify(value).replaceAll('\\u0000', '')),
};
/** How a value that the database has read comes back as it was. */
const reported: Readonly<Record<ElementType, string>> = {
  ...{ text: 'value', boolean: 'value', jsonb: 'value::text', integer: 'value' },
  ...{ bigint: 'value::text', float8: 'value' },
  timestamptz: '(extract(epoch from value) * 1000)::bigint::text',
};
const asGiven = (type: ElementType, value: unknown): unknown => {
  if (value === null) return null;
  if (type === 'jsonb') return JSON.parse(value as string);
  return ['bigint', 'timestamptz'].includes(type) ? String(value) : value;
};
const types = Object.keys(samples) as ElementType[];

describe.each(databaseKinds)('an array in binary form, in the %s database,', (kind) => {
  let database: Database;
  let account: number;
  beforeAll(async () => {
    database = await newDatabase(kind);
    account = await database.createAccount();
  });
  const readBack = (type: ElementType, values: readonly unknown[]) =>
    database.read(account, async (session) => {
      const rows = await session.query<{ value: unknown }>(
        `select ${reported[type]} as value from unnest($1::${type}[]) with ordinality as row (value, at) order by at`,
        [binaryArray(type, values)],
      );
      return rows.map(({ value }) =>
        type === 'jsonb' && value !== null ? JSON.parse(value as string) : value,
      );
    });

  it.each(types)('is read as it was, of %s', async (type) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.option(samples[type], { freq: 5 }), { maxLength: 40 }),
        async (values) => {
          expect(await readBack(type, values)).toEqual(values.map((value) => asGiven(type, value)));
        },
      ),
      { numRuns: lawRuns(20, 60) },
    );
  });
});

it('refuses numbers that the type cannot hold', () => {
  for (const value of [2 ** 31, 1.5, Number.NaN])
    expect(() => binaryArray('integer', [1, value])).toThrow(RangeError);
  for (const type of ['timestamptz', 'bigint', 'float8'] as const)
    expect(() => binaryArray(type, [Number.NaN])).toThrow(RangeError);
});
