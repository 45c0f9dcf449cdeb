import { metrics } from '../engine/metrics/index.js';
import { benchmarkSets } from '../model/profile/benchmark-sets.js';
import { providers } from '../providers/index.js';
import { enumOf } from './enums.js';

interface Listed {
  readonly id: string;
  readonly title: string;
  readonly description: string;
}

const described = (list: readonly Listed[]) =>
  Object.fromEntries(list.map(({ id, title, description }) => [id, `${title}. ${description}`]));

/** One value per metric of the catalogue. */
export const MetricId = enumOf(
  'MetricId',
  'A metric of the catalogue; new ones are added over time.',
  described(metrics),
);

/** One value per metric that a productivity profile sets rules for. */
export const ProductivityMetricId = enumOf(
  'ProductivityMetricId',
  'A metric that a productivity profile sets rules for.',
  described(metrics.filter(({ profile }) => profile === 'PRODUCTIVITY')),
);

const groupingWords: Readonly<Record<string, string>> = {
  PR_SIZE: 'Pull requests by their lines: small, medium, large.',
  WORK_TYPE: 'By what the work was for: features, bugs, other.',
  COMPLEXITY: 'Features by points, bugs by priority.',
  PHASE: 'The phases of which a duration is made.',
  CATEGORY: 'The categories of business alignment.',
};
const groupings = [...new Set(metrics.flatMap(({ summary }) => summary.groupings ?? []))];

/** One value per way in which the segments of some metric can divide it. */
export const GroupBy = enumOf(
  'GroupBy',
  'How segments divide a bucket.',
  Object.fromEntries(groupings.map((id) => [id, groupingWords[id] ?? `The segments of ${id}.`])),
);

/** One value per benchmark set. */
export const BenchmarkId = enumOf(
  'BenchmarkId',
  'A benchmark set; new ones are added over time.',
  Object.fromEntries(
    benchmarkSets.map(({ id, name, isSecondHand }) => [
      id,
      isSecondHand ? `${name}, as others report it.` : `${name}.`,
    ]),
  ),
);

/** One value per provider of the catalogue. */
export const ProviderId = enumOf(
  'ProviderId',
  'A tool that facts come from; new ones are added over time.',
  described(providers),
);
