import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  AT,
  DEVELOPER,
  FIFTH,
  readRows,
  SUBJECT,
  type TeamRows,
  VALUE,
} from '../../../src/storage/cells/row-table.js';
import { NumberReader } from '../../../src/storage/sql/number-reader.js';

const TAGS = 2;
const PARTS = 3;
const KEYS = 6;

const few = fc.integer({ min: 0, max: 3 });
const amount = fc.oneof(
  fc.integer({ min: -9, max: 9 }),
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((one) => one + 0),
);
const anyRow = fc.record({
  metric: fc.integer({ min: 1, max: 2 }),
  team: few,
  subject: few,
  developer: few,
  at: fc.integer({ min: -1, max: 1 }).map((hours) => 1_764_000_000_000 + hours * 3_600_000),
  subKey: few,
  value: amount,
  tags: fc.array(fc.integer({ min: -1, max: 9999 }), { maxLength: TAGS + 1 }),
  parts: fc.array(amount, { maxLength: PARTS + 1 }),
  others: fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 2 }),
});
type Row = typeof anyRow extends fc.Arbitrary<infer Value> ? Value : never;

const keyOf = ({ metric, team, subject, developer, at, subKey }: Row) =>
  [metric, team, subject, developer, at, subKey].join(' ');
const anyRows = fc.uniqueArray(anyRow, { selector: keyOf, maxLength: 60 });

/** A row as the database writes it. */
const textOf = ({ tags, parts, others, ...row }: Row): string => {
  const keys = [row.metric, row.team, row.subject, row.developer, row.at, row.subKey, row.value];
  const lists = [tags, parts, ...(others.length > 0 ? [others] : [])];
  return [...keys, ...lists.map((list) => `{${list.join(',')}}`)].join(' ');
};

const developerOf = ({ developer }: Row) => (developer === 0 ? -1 : developer);
const inOrder = (left: Row, right: Row) =>
  left.at - right.at ||
  left.subject - right.subject ||
  developerOf(left) - developerOf(right) ||
  left.subKey - right.subKey;

const columns: readonly (readonly [place: number, of: (row: Row) => number])[] = [
  [SUBJECT, ({ subject }) => subject],
  [DEVELOPER, developerOf],
  [AT, ({ at }) => at],
  [FIFTH, ({ subKey }) => subKey],
  [VALUE, ({ value }) => value],
  ...Array.from(
    { length: TAGS },
    (_, tag) => [KEYS + tag, (row: Row) => row.tags[tag] ?? -1] as const,
  ),
  ...Array.from(
    { length: PARTS },
    (_, part) => [KEYS + TAGS + part, (row: Row) => row.parts[part] ?? 0] as const,
  ),
];

function expectRows(found: TeamRows, wanted: readonly Row[]): void {
  expect(found.length).toBe(wanted.length);
  for (const [place, of] of columns)
    expect(found.column(place)).toEqual(Float64Array.from(wanted, of));
  const shared = wanted.filter(({ others }) => others.length > 0);
  expect(new Set(found.others?.keys())).toEqual(new Set(shared.map(({ subject }) => subject)));
}

it('gives each team its rows of a metric by column, in their order, as sorting the rows themselves does', () => {
  fc.assert(
    fc.property(anyRows, (rows) => {
      const shape = { keys: KEYS, tags: TAGS, parts: PARTS };
      const read = readRows(rows.map(textOf).join(';'), [shape, shape]);
      for (const [index, byTeam] of read.entries()) {
        const own = rows.filter(({ metric }) => metric === index + 1);
        expect(new Set(byTeam.keys())).toEqual(new Set(own.map(({ team }) => team)));
        for (const [team, found] of byTeam)
          expectRows(found, own.filter((row) => row.team === team).sort(inOrder));
      }
    }),
  );
});

it('reads every number as it is written, and refuses what is none', () => {
  fc.assert(
    fc.property(fc.array(amount, { minLength: 1 }), (numbers) => {
      const reader = new NumberReader(numbers.join(' '));
      for (const number of numbers) {
        expect(reader.read()).toBe(number);
        reader.skip(1);
      }
      expect(reader.sign).toBeNaN();
    }),
  );
  expect(new NumberReader('-Infinity').read()).toBe(Number.NEGATIVE_INFINITY);
  expect(() => new NumberReader('"').read()).toThrow('no number at 0');
});
