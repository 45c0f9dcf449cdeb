import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exclusionColumns, observationColumns } from '../../../src/engine/columns.js';
import { inRowOrder } from '../../../src/engine/row-order.js';
import { monthWindow } from '../../../src/model/month.js';
import { exclusionReasons } from '../../../src/model/observation.js';
import { columnsOf } from '../../../src/storage/cells/metric-columns.js';
import { numbersOf, packRows, subjectsOf } from '../../../src/storage/cells/packed-rows.js';
import { unpack } from './observed-rows.js';

const MONTHS = [-3, 671, 672];
const [TAGS, PARTS] = [2, 3];
const amount = fc.oneof(
  fc.integer({ min: -9, max: 9 }),
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((one) => one + 0),
);
const number = fc.integer({ min: 1, max: 2 ** 40 });
const rowIn = (month: number) => {
  const { from, to } = monthWindow(month);
  return {
    subject: number,
    developer: fc.option(number),
    at: fc.integer({ min: from, max: to - 1 }),
    tags: fc.array(fc.oneof(number, fc.constant(-1)), { minLength: TAGS, maxLength: TAGS }),
  };
};
const rowsIn = (month: number) =>
  fc.record({
    observations: fc.uniqueArray(
      fc.record({
        ...rowIn(month),
        subKey: fc.integer({ min: 0, max: 3 }),
        value: amount,
        parts: fc.array(amount, { minLength: PARTS, maxLength: PARTS }),
        others: fc.array(number, { minLength: 1, maxLength: 3 }),
      }),
      { selector: ({ subject }) => subject, maxLength: 12 },
    ),
    exclusions: fc.array(
      fc.record({ ...rowIn(month), reason: fc.constantFrom(...exclusionReasons) }),
      { maxLength: 12 },
    ),
  });
type Rows = ReturnType<typeof rowsIn> extends fc.Arbitrary<infer Value> ? Value : never;

const sorted = ({ observations, exclusions }: Rows): Rows => ({
  observations: observations.toSorted(inRowOrder),
  exclusions: exclusions.toSorted(inRowOrder),
});
const packed = (month: number, rows: Rows) => packRows(month, sorted(rows));

/** The pieces of a metric and team as the database returns them, in any order. */
const piecesOf = (months: readonly Rows[]) =>
  months
    .map((rows, index) => [0, MONTHS[index]!, ...numbersOf(packed(MONTHS[index]!, rows))])
    .filter(({ length }) => length > 2)
    .reverse();

test('rows of months are the columns that the rows themselves make', () => {
  fc.assert(
    fc.property(fc.tuple(...MONTHS.map(rowsIn)), (months) => {
      const shape = { id: 'ANY', tags: TAGS, parts: PARTS };
      const { observations, exclusions } = columnsOf(piecesOf(months), shape);
      const all = months.flatMap((month) => month.observations);
      const { others, ...wanted } = observationColumns(all, shape);
      const { others: found = new Map(), ...columns } = observations;
      expect(columns).toEqual(wanted);
      expect(new Map(found)).toEqual(new Map(others));
      const left = months.flatMap((month) => month.exclusions);
      expect(exclusions).toEqual(exclusionColumns(left, shape));
    }),
  );
});

test('rows that have other tags and parts than the metric has now lack these, or lose them', () => {
  fc.assert(
    fc.property(rowsIn(MONTHS[1]!), fc.nat(4), fc.nat(5), (rows, tags, parts) => {
      const shape = { id: 'ANY', tags, parts };
      const { observations, exclusions } = columnsOf(piecesOf([rows]), shape);
      const cut = (list: readonly number[], count: number, nothing: number) =>
        Array.from({ length: count }, (_, index) => list[index] ?? nothing);
      const own = piecesOf([rows]).length === 0 ? { observations: [], exclusions: [] } : rows;
      const cutRows = own.observations.map((row) => ({
        ...row,
        ...{ tags: cut(row.tags, tags, -1), parts: cut(row.parts, parts, 0) },
      }));
      const wanted = observationColumns(cutRows, shape);
      expect(observations.tags).toEqual(wanted.tags);
      expect(observations.parts).toEqual(wanted.parts);
      const left = own.exclusions.map((row) => ({ ...row, tags: cut(row.tags, tags, -1) }));
      expect(exclusions.tags).toEqual(exclusionColumns(left, shape).tags);
    }),
  );
});

test('packed rows are the rows again, each with what is its own', () => {
  fc.assert(
    fc.property(rowsIn(MONTHS[0]!), (rows) => {
      const text = packed(MONTHS[0]!, rows);
      const subjects = [...rows.observations, ...rows.exclusions].map(({ subject }) => subject);
      expect(new Set(subjectsOf(text))).toEqual(new Set(subjects));
      if (text === '') return;
      const cell = { team: 1, metric: 'ANY', month: MONTHS[0]! };
      const own = <Row extends object>(all: readonly Row[]) =>
        all.map((row) => ({ ...cell, ...row }));
      const { observations, exclusions } = sorted(rows);
      expect(unpack(cell, text)).toEqual({
        observations: own(observations),
        exclusions: own(exclusions),
      });
    }),
  );
});

test('no rows are an empty text, and a number that is not finite is refused', () => {
  expect(packRows(MONTHS[0]!, { observations: [], exclusions: [] })).toBe('');
  const row = { subject: 1, developer: null, at: monthWindow(671).from, parts: [], tags: [] };
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY])
    expect(() => packRows(671, { observations: [{ ...row, value }], exclusions: [] })).toThrow(
      `${value} is no number to be kept.`,
    );
});

test('reasons keep the places by which they are stored', () => {
  expect(exclusionReasons.slice(0, 37).join()).toBe(
    'BOT,MERGE_COMMIT,NOT_RELEASED,BASELINE,OUT_OF_ORDER,AUTHORED_BEFORE_1980,AUTHORED_IN_FUTURE,LINES_UNKNOWN,NO_LINES,NOT_MERGED,NOT_DEPLOYED,NOT_COMPLETED,TERMINATED,SUBTASK,NO_EVENTS,NO_COMMENT,NOT_PRODUCTION,NOT_SUCCESSFUL,NOT_FINISHED,NOT_A_DEPLOYMENT,EXCLUDED_BY_LABEL,OTHER_BRANCH,BLAMES_NOTHING,UNRESOLVED,NOT_RECOVERED,BAD_TIMESTAMPS,OTHER_STATE,HAS_CHILDREN,NOBODY_ASSIGNED,NO_ITEMS,CREATED_BEFORE_RANGE,COMMITTED_BEFORE_1980,COMMITTED_IN_FUTURE,TOO_MANY_RENAMES,NOBODY_WROTE_LINES,DEPLOYED_BELOW,NOBODY_KNOWN',
  );
});
