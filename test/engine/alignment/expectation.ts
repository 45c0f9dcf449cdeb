import { expect } from 'vitest';
import type { Metric } from '../../../src/engine/metric.js';
import type { Row } from '../../../src/engine/rows.js';

const total = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0);
const near = (value: number): number => expect.closeTo(value, 6);

/** What the rows of business alignment say, by plain arithmetic; null for other metrics. */
export function expectedOfAlignment(metric: Metric, rows: readonly Row[]) {
  if (metric.id !== 'BUSINESS_ALIGNMENT') return null;
  const part = (row: Row, name: string) => row.parts[metric.parts.indexOf(name)]!;
  const wholes = new Map<number | null, number>();
  for (const { developer, value } of rows)
    wholes.set(developer, (wholes.get(developer) ?? 0) + value);
  const isEquivalent = rows.some((row) => part(row, 'fullTimeEquivalent') === 1);
  const weighed = (row: Row, effort: number) =>
    isEquivalent ? effort / (wholes.get(row.developer) || 1) : effort;
  const numerator = total(rows.map((row) => weighed(row, part(row, 'categorised'))));
  const denominator = total(rows.map((row) => weighed(row, row.value)));
  return {
    numerator: near(numerator),
    denominator: near(denominator),
    value: denominator === 0 ? null : near(numerator / denominator),
  };
}
