import type { Metric } from '../../engine/metric.js';
import type { EffectiveRules } from '../../model/team.js';
import { createOwnership } from '../../model/team-scope.js';
import { DAY_MILLISECONDS, type Instant, type Window } from '../../model/time.js';
import type { Coverage, Source, SourceKind } from '../../storage/integrations/sources.js';
import { keepWithin, onceByRules } from '../keep.js';
import { placesOf } from '../records/place-names.js';
import type { Snapshot } from '../snapshot/snapshot.js';
import { rulesOf } from '../snapshot/team-rules.js';

type Known = Pick<Snapshot, 'sources' | 'tools'>;

/** True if anything of this kind was ever reported. */
export function isKnown({ sources, tools }: Known, source: SourceKind): boolean {
  if (source === 'history')
    return sources.some(({ isReported, history }) => isReported || history.firstAt !== null);
  if (source === 'pullRequest')
    return sources.some(({ pullRequests }) => pullRequests.firstAt !== null);
  return tools.some(({ kind }) => kind === source);
}

/**
 * The knowledge that a source has of one kind, with the name of the repository if it lies in one.
 */
export interface SourceRead extends Coverage {
  readonly kind: SourceKind;
  readonly repository: string | null;
}

/** A repository without any fact of the kind is no source of it, unless its own has not been read to the end yet. */
function coverageIn({ isReported, history, pullRequests }: Source, kind: SourceKind): Coverage[] {
  if (kind === 'pullRequest') return pullRequests.firstAt === null ? [] : [pullRequests];
  const isBeingRead = isReported && history.lastSyncedAt === null;
  return history.firstAt === null && !isBeingRead ? [] : [history];
}

/** Returns the repositories that any of these rules own. */
function ownedBy(
  { sources, keep }: Pick<Snapshot, 'sources' | 'keep'>,
  rules: readonly EffectiveRules[],
): readonly Source[] {
  const find = keep('owned repositories', () => {
    const ownedIn = createOwnership(sources);
    return onceByRules(({ settings }) => ownedIn(settings));
  });
  const [only, ...others] = rules;
  if (only && others.length === 0) return find(only);
  const owned = new Set(rules.flatMap(find));
  return sources.filter((source) => owned.has(source));
}

/** The sources of a kind that the metric reads for teams: of repositories those that their filters match, or all where it follows the people. */
function sourcesOfKind(
  snapshot: Snapshot,
  { population }: Metric,
  teams: readonly number[],
  kind: SourceKind,
): SourceRead[] {
  if (kind !== 'history' && kind !== 'pullRequest')
    return snapshot.tools
      .filter((tool) => tool.kind === kind)
      .map((tool) => ({ ...tool, repository: null }));
  const read =
    population === 'DEVELOPERS' ? snapshot.sources : ownedBy(snapshot, rulesOf(snapshot, teams));
  return read.flatMap((source) =>
    coverageIn(source, kind).map((one) => ({ ...one, kind, repository: source.name })),
  );
}

function findSourcesOf(
  snapshot: Snapshot,
  metric: Metric,
  teams: readonly number[],
): readonly SourceRead[] {
  const read = rulesOf(snapshot, teams).flatMap((rules) => placesOf(metric, rules));
  const kinds = new Set(read.flatMap(({ sources }) => sources));
  return [...kinds].flatMap((kind) => sourcesOfKind(snapshot, metric, teams, kind));
}

/** Keeps what is known of all teams of the scope for a metric, and what is known of a single one by its rules. */
function keptOf<Value>(
  { keep, rules, scope }: Snapshot,
  metric: Metric,
  teams: readonly number[],
  what: string,
  find: () => Value,
): Value {
  const kept = keepWithin(keepWithin(keep, metric), what);
  if (teams === scope.teams) return kept('scope', find);
  const ruleset = teams.length === 1 ? rules.get(teams[0]!)?.ruleset : undefined;
  return ruleset === undefined ? find() : kept(ruleset, find);
}

/** The sources that the metric reads for these teams. */
export function sourcesOf(
  snapshot: Snapshot,
  metric: Metric,
  teams: readonly number[],
): readonly SourceRead[] {
  return keptOf(snapshot, metric, teams, 'sources', () => findSourcesOf(snapshot, metric, teams));
}

/** The instants between which anything of a place can be known; null where none of its sources has any fact. */
function knownWithin(
  snapshot: Snapshot,
  metric: Metric,
  teams: readonly number[],
  kinds: readonly SourceKind[],
): Window | null {
  const read = kinds.flatMap((kind) => sourcesOfKind(snapshot, metric, teams, kind));
  const firsts = read.flatMap(({ firstAt }) => (firstAt === null ? [] : [firstAt]));
  if (firsts.length === 0) return null;
  const synced = read.map(({ lastSyncedAt }) => lastSyncedAt ?? 0);
  const from = firsts.reduce((first, at) => Math.min(first, at));
  return { from, to: synced.reduce((last, at) => Math.max(last, at)) };
}

/**
 * Returns a function that is true for a span in which no observation means that there was nothing.
 * Every place that the metric reads then has a source whose facts begin before the span ends. The
 * source was also read after the span began. Nothing is known of other spans.
 */
export const knownSpans = (
  snapshot: Snapshot,
  metric: Metric,
  teams: readonly number[],
): ((span: Window) => boolean) =>
  keptOf(snapshot, metric, teams, 'known spans', () => findKnownSpans(snapshot, metric, teams));

function findKnownSpans(
  snapshot: Snapshot,
  metric: Metric,
  teams: readonly number[],
): (span: Window) => boolean {
  const kinds = rulesOf(snapshot, teams).map((rules) =>
    placesOf(metric, rules).map(({ sources }) => sources),
  );
  const distinct = new Map(kinds.map((places) => [JSON.stringify(places), places]));
  const alternatives = [...distinct.values()].map((places) =>
    places.map((sources) => knownWithin(snapshot, metric, teams, sources)),
  );
  const reaches = (known: Window | null, span: Window) =>
    known !== null && known.from < span.to && span.from < known.to;
  return (span) => alternatives.some((places) => places.every((known) => reaches(known, span)));
}

/** True if the window begins before the first fact, or there is no fact. */
export const begins = ({ firstAt }: Coverage, window: Window): boolean =>
  firstAt === null || firstAt > window.from;
/** True if the last good sync was more than a day before the end, or there was none. */
export const isStale = ({ lastSyncedAt }: Coverage, until: Instant): boolean =>
  lastSyncedAt === null || lastSyncedAt < until - DAY_MILLISECONDS;

/** True if the reports of the sources of these teams cover the window. */
export function isCovered(
  snapshot: Snapshot,
  metric: Metric,
  window: Window,
  teams: readonly number[],
): boolean {
  const until = Math.min(window.to, snapshot.now);
  return !sourcesOf(snapshot, metric, teams).some(
    (source) => begins(source, window) || isStale(source, until),
  );
}

/** Until when the metric's sources are complete: the oldest of their last good syncs, null where there is none. */
export function completeUntil(snapshot: Snapshot, metric: Metric): number | null {
  const synced = sourcesOf(snapshot, metric, snapshot.scope.teams).flatMap(({ lastSyncedAt }) =>
    lastSyncedAt === null ? [] : [lastSyncedAt],
  );
  return synced.reduce<number | null>((oldest, at) => Math.min(oldest ?? at, at), null);
}
