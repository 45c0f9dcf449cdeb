import type { Metric } from '../engine/metric.js';
import { matches } from '../model/filter.js';
import { DAY_MILLISECONDS, type Window } from '../model/time.js';
import type { Source } from '../storage/answer-state.js';
import type { DataStatus, MetricValue } from './answer.js';
import type { Snapshot } from './snapshot.js';

type Figure = Omit<MetricValue, 'dataStatus'>;

/** The repositories whose facts the metric reads: those the teams' filters match, or all where it follows the people. */
function sourcesOf(snapshot: Snapshot, metric: Metric): Source[] {
  if (metric.population === 'DEVELOPERS') return [...snapshot.sources];
  const filters = [...snapshot.rules.values()]
    .map(({ rules }) => rules.settings.repositories)
    .filter((filter) => filter.length > 0);
  return snapshot.sources.filter(({ name }) =>
    filters.some((filter) => matches(filter, { repository: [name] })),
  );
}

/** What is missing before the metric can be measured at all; null where nothing is. */
export function notConfigured(snapshot: Snapshot, metric: Metric): string | null {
  if (snapshot.sources.length === 0)
    return 'No repository is connected: connect an integration, or run `insights import git PATH`.';
  if (snapshot.scope.teams.length === 0)
    return 'There is no team here: activate a developers file in which somebody has a manager.';
  if (metric.population === 'FILTERS' && sourcesOf(snapshot, metric).length === 0)
    return 'No repository is saved for the team: save its source code settings, on the team or on a node above it.';
  return null;
}

const begins = ({ firstAt }: Source, window: Window) => firstAt === null || firstAt > window.from;
const isStale = ({ lastSyncedAt }: Source, until: number) =>
  lastSyncedAt === null || lastSyncedAt < until - DAY_MILLISECONDS;

/** Whether the window is covered by what is known. */
function coverage(snapshot: Snapshot, metric: Metric, window: Window): DataStatus {
  const until = Math.min(window.to, snapshot.now);
  const partial = sourcesOf(snapshot, metric).some(
    (source) => begins(source, window) || isStale(source, until),
  );
  return partial ? 'PARTIAL' : 'FULL';
}

/** Gives figures of one metric and window their data status: nothing observed is NO_DATA, whatever is covered. */
export function statusOf(
  snapshot: Snapshot,
  metric: Metric,
  window: Window,
): (figure: Figure) => DataStatus {
  if (notConfigured(snapshot, metric)) return () => 'NOT_CONFIGURED';
  const covered = coverage(snapshot, metric, window);
  return ({ sampleSize }) => (sampleSize === 0 ? 'NO_DATA' : covered);
}

/** Since when and until when the metric's sources are complete: the oldest of their last good syncs, null where there is none. */
export function completeUntil(snapshot: Snapshot, metric: Metric): number | null {
  const synced = sourcesOf(snapshot, metric).flatMap(({ lastSyncedAt }) =>
    lastSyncedAt === null ? [] : [lastSyncedAt],
  );
  return synced.length === 0 ? null : Math.min(...synced);
}
