import type { Metric } from '../../engine/metric.js';
import type { Snapshot } from '../snapshot/snapshot.js';

const UNCATEGORISED = 'Uncategorised';

/** `FIRST_COMMENT` -> `First comment`. */
const describeLabel = (key: string): string => {
  const words = key.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** Names of the alignment categories of the effective profiles, by id. */
function categoryNames({ rules }: Snapshot): Map<number, string> {
  const named = [...rules.values()].flatMap(({ rules: { alignment } }) =>
    alignment.categories.map(({ id, name }) => [id, name] as const),
  );
  return new Map([[0, UNCATEGORISED], ...named]);
}

/** A segment in words: the name of a category, or what its key says. */
export function segmentLabels(snapshot: Snapshot, metric: Metric): (key: string) => string {
  if (!metric.tags.includes('category')) return describeLabel;
  const names = categoryNames(snapshot);
  return (key) => names.get(Number(key)) ?? describeLabel(key);
}
