import { DAY_MILLISECONDS } from '../time.js';
import type { BenchmarkSet, MetricBounds, RatedMetric } from './benchmark.js';
import type { LevelBound } from './profile.js';

const HOUR = DAY_MILLISECONDS / 24;
const DAY = DAY_MILLISECONDS;
const WEEK = 7 * DAY;
/** Reports speak of months; one is 30 days here. */
const MONTH = 30 * DAY;

type Level = LevelBound['level'];
const below = (level: Level, bound: number): LevelBound => ({ level, bound, inclusive: false });
const upTo = (level: Level, bound: number): LevelBound => ({ level, bound, inclusive: true });
const above = below;
const atLeast = upTo;

const of = (
  metric: RatedMetric,
  bounds: readonly LevelBound[],
  note: string | null = null,
): MetricBounds => ({ metric, bounds, note });

/** Reports since 2023 ask for the recovery from failed deployments; before, for the restoring of service. */
const recovery = (bounds: readonly LevelBound[], note: string | null = null): MetricBounds[] => [
  of(
    'MEAN_TIME_TO_RESTORE',
    bounds,
    ['The report asks for recovery from failed deployments alone.', note].filter(Boolean).join(' '),
  ),
  of('FAILED_DEPLOYMENT_RECOVERY_TIME', bounds, note),
];

const onDemand = 'On demand, many times a day, is read as more than once a day.';

const own: BenchmarkSet = {
  id: 'DEFAULT',
  name: 'Default',
  year: null,
  sourceUrl: null,
  isSecondHand: false,
  metrics: [
    of('LEAD_TIME_FOR_CHANGES', [
      below('ELITE', DAY),
      below('HIGH', WEEK),
      below('MEDIUM', 30 * DAY),
    ]),
    of('DEPLOYMENT_FREQUENCY', [
      above('ELITE', 1),
      atLeast('HIGH', 1 / 7),
      atLeast('MEDIUM', 1 / 30),
    ]),
    of('CHANGE_FAILURE_RATE', [upTo('ELITE', 0.15), upTo('HIGH', 0.3), upTo('MEDIUM', 0.45)]),
    of('MEAN_TIME_TO_RESTORE', [below('ELITE', HOUR), below('HIGH', DAY), below('MEDIUM', WEEK)]),
    of('FAILED_DEPLOYMENT_RECOVERY_TIME', [
      below('ELITE', HOUR),
      below('HIGH', DAY),
      below('MEDIUM', WEEK),
    ]),
  ],
};

const dora2021: BenchmarkSet = {
  id: 'DORA_2021',
  name: 'Accelerate State of DevOps 2021',
  year: 2021,
  sourceUrl: 'https://dora.dev/research/2021/dora-report/',
  isSecondHand: false,
  metrics: [
    of(
      'LEAD_TIME_FOR_CHANGES',
      [below('ELITE', HOUR), upTo('HIGH', WEEK), upTo('MEDIUM', 6 * MONTH)],
      'The report leaves gaps: an hour to a day is read as High, a week to a month as Medium.',
    ),
    of(
      'DEPLOYMENT_FREQUENCY',
      [above('ELITE', 1), atLeast('HIGH', 1 / 30), atLeast('MEDIUM', 1 / 180)],
      `${onDemand} The report leaves a gap: once a day to once a week is read as High.`,
    ),
    of(
      'CHANGE_FAILURE_RATE',
      [upTo('ELITE', 0.15), upTo('HIGH', 0.3)],
      'High, Medium and Low share 16 to 30% in the report: it counts as High, and more as Low.',
    ),
    of(
      'MEAN_TIME_TO_RESTORE',
      [below('ELITE', HOUR), below('HIGH', DAY), upTo('MEDIUM', WEEK)],
      'The report leaves a gap: a week to six months is read as Low.',
    ),
  ],
};

const dora2022: BenchmarkSet = {
  id: 'DORA_2022',
  name: 'Accelerate State of DevOps 2022',
  year: 2022,
  sourceUrl: 'https://octopus.com/blog/new-devops-performance-clusters',
  isSecondHand: true,
  metrics: [
    of(
      'LEAD_TIME_FOR_CHANGES',
      [upTo('HIGH', WEEK), upTo('MEDIUM', MONTH)],
      'There is no Elite in 2022.',
    ),
    of(
      'DEPLOYMENT_FREQUENCY',
      [above('HIGH', 1), atLeast('MEDIUM', 1 / 30)],
      `There is no Elite in 2022. ${onDemand} The report leaves a gap: once a day to once a week is read as Medium.`,
    ),
    of(
      'CHANGE_FAILURE_RATE',
      [upTo('HIGH', 0.15), upTo('MEDIUM', 0.3)],
      'There is no Elite in 2022. The report leaves a gap: 30 to 46% is read as Low.',
    ),
    of(
      'MEAN_TIME_TO_RESTORE',
      [below('HIGH', DAY), upTo('MEDIUM', WEEK)],
      'There is no Elite in 2022.',
    ),
  ],
};

const dora2023: BenchmarkSet = {
  id: 'DORA_2023',
  name: 'Accelerate State of DevOps 2023',
  year: 2023,
  sourceUrl: 'https://octopus.com/blog/software-delivery-performance-clusters-2023',
  isSecondHand: true,
  metrics: [
    of('LEAD_TIME_FOR_CHANGES', [below('ELITE', DAY), upTo('HIGH', WEEK), upTo('MEDIUM', MONTH)]),
    of(
      'DEPLOYMENT_FREQUENCY',
      [above('ELITE', 1), atLeast('HIGH', 1 / 7), atLeast('MEDIUM', 1 / 30)],
      onDemand,
    ),
    of('CHANGE_FAILURE_RATE', [upTo('ELITE', 0.05), upTo('HIGH', 0.1), upTo('MEDIUM', 0.15)]),
    ...recovery([below('ELITE', HOUR), below('HIGH', DAY), upTo('MEDIUM', WEEK)]),
  ],
};

const dora2024: BenchmarkSet = {
  id: 'DORA_2024',
  name: 'Accelerate State of DevOps 2024',
  year: 2024,
  sourceUrl: 'https://octopus.com/blog/2024-devops-performance-clusters',
  isSecondHand: true,
  metrics: [
    of('LEAD_TIME_FOR_CHANGES', [below('ELITE', DAY), upTo('HIGH', WEEK), upTo('MEDIUM', MONTH)]),
    of(
      'DEPLOYMENT_FREQUENCY',
      [above('ELITE', 1), atLeast('HIGH', 1 / 7), atLeast('MEDIUM', 1 / 30)],
      onDemand,
    ),
    of(
      'CHANGE_FAILURE_RATE',
      [upTo('ELITE', 0.05), upTo('HIGH', 0.2)],
      'Medium (10%) fails less often than High (20%) in the report, so nothing is rated Medium.',
    ),
    ...recovery(
      [below('ELITE', HOUR), below('HIGH', DAY)],
      'High and Medium both recover within a day in the report, so nothing is rated Medium.',
    ),
  ],
};

/** Every benchmark set there is, our own first. Reports describe the clusters of a survey year, not fixed limits. */
export const benchmarkSets: readonly BenchmarkSet[] = Object.freeze([
  own,
  dora2021,
  dora2022,
  dora2023,
  dora2024,
]);

/** Returns the set with this id, else the default one. */
export const benchmarkSet = (id: string): BenchmarkSet =>
  benchmarkSets.find((set) => set.id === id) ?? own;

/** Returns the bounds of a set for a metric; null if it has none. */
export const boundsIn = (set: BenchmarkSet, metric: string): MetricBounds | null =>
  set.metrics.find((one) => one.metric === metric) ?? null;
