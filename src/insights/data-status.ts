import type { Metric, TagName } from '../engine/metric.js';
import { matchesAny } from '../model/filter.js';
import type { Rules } from '../model/team.js';
import { DAY_MILLISECONDS, type Instant, type Window } from '../model/time.js';
import type { DataStatus, MetricValue } from './answer.js';
import { type Place, placesOf } from './places.js';
import type { Snapshot } from './snapshot.js';
import { switchedOff } from './switched-off.js';

type Figure = Omit<MetricValue, 'dataStatus'>;

/** Since when a source has facts, and until when they are complete. */
interface Coverage {
  readonly firstAt: Instant | null;
  readonly lastSyncedAt: Instant | null;
}

const rulesOf = ({ rules }: Snapshot): Rules[] => [...rules.values()].map((one) => one.rules);

/** The repositories whose facts the metric reads: those the teams' filters match, or all where it follows the people. */
function repositoriesOf(snapshot: Snapshot, metric: Metric): Coverage[] {
  if (metric.population === 'DEVELOPERS') return [...snapshot.sources];
  const filters = rulesOf(snapshot).map(({ settings }) => settings.repositories);
  return snapshot.sources.filter(({ name }) => matchesAny(filters, { repository: [name] }));
}

function sourcesOf(snapshot: Snapshot, metric: Metric): Coverage[] {
  const places = placesOf(metric, rulesOf(snapshot));
  const tools = new Set(places.map(({ tool }) => tool));
  return [
    ...(tools.has(null) ? repositoriesOf(snapshot, metric) : []),
    ...snapshot.tools.filter(({ kind, firstAt }) => tools.has(kind) && firstAt !== null),
  ];
}

const isKnown = (snapshot: Snapshot, { tool }: Place): boolean =>
  tool === null
    ? snapshot.sources.length > 0
    : snapshot.tools.some(({ kind, firstAt }) => kind === tool && firstAt !== null);

const alternatives = (words: readonly string[]): string => [...new Set(words)].join(' or ');

/** Null where the rows of the metric carry the tag under the profile in force. */
function notTagged(rules: readonly Rules[], metric: Metric, tag: TagName): string | null {
  if (rules.length === 0 || rules.some((one) => metric.tagged(one).includes(tag))) return null;
  return `By the profile in force, what ${metric.id} is made of names no ${tag}: choose an efficiency profile that measures by pipelines or incidents.`;
}

/** What is missing before the metric can be measured at all, of the scope and what carries the tag; null where nothing is. */
export function notConfigured(snapshot: Snapshot, metric: Metric, tag?: TagName): string | null {
  if (snapshot.scope.teams.length === 0)
    return 'There is no team here: activate a developers file in which somebody has a manager.';
  const off = switchedOff(snapshot, metric);
  if (off) return off;
  const rules = rulesOf(snapshot);
  const places = placesOf(metric, rules);
  if (places.length > 0 && !places.some((place) => isKnown(snapshot, place)))
    return `No ${alternatives(places.map(({ name }) => name))} is known: connect an integration, run \`insights import git PATH\`, or send facts.`;
  const isSaved = rules.some(({ settings }) => places.some(({ isSet }) => isSet(settings)));
  if (metric.population === 'FILTERS' && places.length > 0 && !isSaved)
    return `No ${alternatives(places.map(({ name }) => name))} is saved for the team: save its ${alternatives(places.map(({ settings }) => settings))}, on the team or on a node above it.`;
  const asked = [snapshot.scope.tag?.name, tag].filter((one) => one !== undefined);
  return asked.map((one) => notTagged(rules, metric, one)).find((one) => one !== null) ?? null;
}

const begins = ({ firstAt }: Coverage, window: Window) => firstAt === null || firstAt > window.from;
const isStale = ({ lastSyncedAt }: Coverage, until: number) =>
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
  tag?: TagName,
): (figure: Figure) => DataStatus {
  if (notConfigured(snapshot, metric, tag)) return () => 'NOT_CONFIGURED';
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
