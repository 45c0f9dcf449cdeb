import fc from 'fast-check';
import { expect, it } from 'vitest';
import { exclusionColumns, observationColumns } from '../../../src/engine/columns.js';
import { type Part, spliced } from '../../../src/insights/snapshot/spliced.js';
import { monthWindow } from '../../../src/model/month.js';
import type { Exclusion, Observation } from '../../../src/model/observation.js';
import type { MetricColumns } from '../../../src/storage/cells/metric-columns.js';

const MONTHS = [600, 601, 602, 603];
const shape = { parts: 2, tags: 1 };

const anyRow = fc
  .record({
    ...{ subject: fc.nat(50), developer: fc.nat(3), value: fc.nat(9), tag: fc.nat(5) },
    ...{ month: fc.constantFrom(...MONTHS), day: fc.nat(27), isShared: fc.boolean() },
    isExcluded: fc.boolean(),
  })
  .map(({ month, day, tag, isShared, value, isExcluded, ...row }) => ({
    ...{ ...row, month, isExcluded, value, parts: [value, tag], tags: [tag] },
    ...{ at: monthWindow(month).from + day * 86_400_000, reason: 'BOT' as const },
    ...(isShared && { others: [7] }),
  }));
type Row = Observation & Exclusion & { readonly month: number; readonly isExcluded: boolean };
const anyRows = fc.uniqueArray(anyRow, { selector: ({ subject }) => subject, maxLength: 30 });

function columnsOf(rows: readonly Row[]): MetricColumns {
  const counted = rows.filter(({ isExcluded }) => !isExcluded);
  const { others, ...observations } = observationColumns(counted, shape);
  return {
    observations: { ...observations, ...(others && others.size > 0 && { others }) },
    exclusions: exclusionColumns(
      rows.filter(({ isExcluded }) => isExcluded),
      shape,
    ),
  };
}

it('has the rows of each month from the columns that are named for it, and none of others', () => {
  const anyChoice = fc.constantFrom('before' as const, 'after' as const, 'dropped' as const);
  fc.assert(
    fc.property(
      anyRows,
      anyRows,
      fc.tuple(...MONTHS.map(() => anyChoice)),
      (before, after, choices) => {
        const rows: Record<string, readonly Row[]> = { before, after, dropped: [] };
        const sources = { before: columnsOf(before), after: columnsOf(after) };
        const parts = MONTHS.flatMap((month, index): Part[] => {
          const choice = choices[index]!;
          return choice === 'dropped' ? [] : [{ month, columns: sources[choice] }];
        });
        fc.pre(parts.length > 0);
        const wanted = MONTHS.flatMap((month, index) =>
          rows[choices[index]!]!.filter((row) => row.month === month),
        );
        expect(spliced(parts)).toEqual(columnsOf(wanted));
      },
    ),
  );
});
