import type { Metric } from '../../../src/engine/metric.js';
import type { Row } from '../../../src/engine/rows.js';

const total = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0);

function scatter(values: readonly number[]): number | null {
  if (values.length < 2) return null;
  const mean = total(values) / values.length;
  return Math.sqrt(total(values.map((value) => (value - mean) ** 2)) / (values.length - 1));
}

/** What the rows of a metric of sprints say, by plain arithmetic; null for other metrics. */
export function expectedOfSprints(metric: Metric, rows: readonly Row[]) {
  if (metric.anchors.sprint === undefined) return null;
  const part = (name: string) => rows.map(({ parts }) => parts[metric.parts.indexOf(name)]!);
  const values = rows.map(({ value }) => value).toSorted((left, right) => left - right);
  if (metric.id === 'SPRINT_PREDICTABILITY') return { value: scatter(values), numerator: null };
  const numerator = total(values);
  const denominator = metric.id === 'SPRINT_VELOCITY' ? rows.length : total(part('commit'));
  return { numerator, denominator, value: denominator === 0 ? null : numerator / denominator };
}
