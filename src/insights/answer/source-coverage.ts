import type { Metric } from '../../engine/metric.js';
import type { FactKind } from '../../model/facts/facts.js';
import type { LackedField } from '../../model/facts/lacked-field.js';
import { type Instant, localDateOf } from '../../model/time.js';
import type { SourceKind } from '../../storage/integrations/sources.js';
import type { Snapshot } from '../snapshot/snapshot.js';
import { begins, isStale, type SourceRead, sourcesOf } from './coverage.js';
import type { CoverageGap, SourceCoverage } from './covered.js';
import { measuredTeams } from './data-status.js';

const words: Record<SourceKind, string> = {
  history: 'the history',
  pullRequest: 'pull requests',
  workItem: 'work items',
  run: 'pipeline runs',
  incident: 'incidents',
  changeRequest: 'change requests',
};
/** The kinds of fact that a source of each kind reports. */
const factsOf: Record<SourceKind, readonly FactKind[]> = {
  history: ['REPOSITORY', 'COMMIT', 'CHANGE', 'TAG', 'MAILMAP'],
  pullRequest: ['PULL_REQUEST'],
  workItem: ['WORK_ITEM', 'SPRINT', 'VERSION'],
  run: ['PIPELINE_RUN'],
  incident: ['INCIDENT'],
  changeRequest: ['CHANGE_REQUEST'],
};
const MOST_NAMED = 3;

const earliest = (instants: readonly (Instant | null)[]): Instant | null =>
  instants.reduce((first, at) => (first === null || (at !== null && at < first) ? at : first));

function lateNote(
  name: string | null,
  late: readonly SourceRead[],
  dayOf: (at: Instant) => string,
) {
  const since = ({ repository, firstAt }: SourceRead) =>
    `${repository === null ? '' : `of ${repository} `}only since ${dayOf(firstAt ?? 0)}`;
  const more = late.length - MOST_NAMED;
  const others = more > 0 ? `, and of ${more} more only later` : '';
  const named = late.slice(0, MOST_NAMED).map(since).join(', ');
  const reports = name === null ? 'Sent facts show' : `${name} reports`;
  return `${reports} ${words[late[0]!.kind]} ${named}${others}.`;
}

function staleNote(name: string | null, last: Instant | null, dayOf: (at: Instant) => string) {
  if (last === null) return `${name ?? 'What is sent'} has never been read to its end.`;
  return `${name === null ? 'Facts were last sent' : `${name} last reported`} on ${dayOf(last)}.`;
}

const LATE = 'If there are older facts, send or sync them; else ask for a shorter range.';
const STALE = 'Sync the integration, or send its facts again.';

function gapsOf(
  { zone, now, window }: Pick<Snapshot, 'zone' | 'now' | 'window'>,
  all: readonly SourceRead[],
): CoverageGap[] {
  const name = all[0]!.by?.name ?? null;
  const dayOf = (at: Instant) => localDateOf(at, zone);
  const until = Math.min(window.to, now);
  const late = all.filter((one) => one.firstAt !== null && begins(one, window));
  const stale = all.filter((one) => isStale(one, until));
  return [
    ...(late.length > 0 ? [{ note: lateNote(name, late, dayOf), remedy: LATE }] : []),
    ...(stale.length > 0
      ? [{ note: staleNote(name, oldestSync(stale), dayOf), remedy: STALE }]
      : []),
  ];
}

const oldestSync = (all: readonly SourceRead[]): Instant | null =>
  all.reduce<Instant | null>(
    (oldest, { lastSyncedAt }) =>
      oldest === null || lastSyncedAt === null ? null : Math.min(oldest, lastSyncedAt),
    all[0]!.lastSyncedAt,
  );

const factWords: Record<FactKind, string> = {
  REPOSITORY: 'repositories',
  COMMIT: 'commits',
  CHANGE: 'changes',
  TAG: 'tags',
  MAILMAP: 'mailmaps',
  PULL_REQUEST: 'pull requests',
  WORK_ITEM: 'work items',
  SPRINT: 'sprints',
  VERSION: 'versions',
  PIPELINE_RUN: 'pipeline runs',
  INCIDENT: 'incidents',
  CHANGE_REQUEST: 'change requests',
};

const lackNote = (name: string, { fact, field, why }: LackedField): string =>
  `${name} never reports ${field} of ${factWords[fact]}: ${why}`;

function lacksOf(snapshot: Snapshot, { by, kind }: SourceRead) {
  const all = by === null ? [] : snapshot.lacksOf(by.provider);
  const lacks = all.filter(({ fact }) => factsOf[kind].includes(fact));
  return { lacks, lackNotes: lacks.map((lack) => lackNote(by?.name ?? '', lack)) };
}

/**
 * Returns the reports of the sources that the metric reads for the teams that it measures, each
 * with its gaps in the window.
 */
export function coverageOf(snapshot: Snapshot, metric: Metric): SourceCoverage[] {
  const teams = measuredTeams(snapshot, metric, snapshot.scope.teams);
  const byIntegration = Map.groupBy(
    sourcesOf(snapshot, metric, teams),
    ({ by, kind }) => `${by?.number ?? 0} ${kind}`,
  );
  const found = [...byIntegration.values()].map((all) => ({
    integration: all[0]!.by?.number ?? null,
    facts: all[0]!.kind,
    from: earliest(all.map(({ firstAt }) => firstAt)),
    lastReportedAt: oldestSync(all),
    gaps: gapsOf(snapshot, all),
    ...lacksOf(snapshot, all[0]!),
  }));
  return found.sort((one, other) => (one.integration ?? 0) - (other.integration ?? 0));
}

/** Returns the gaps in the window, each once. */
export const gapsIn = (all: readonly SourceCoverage[]): CoverageGap[] => [
  ...new Map(all.flatMap(({ gaps }) => gaps).map((gap) => [gap.note, gap])).values(),
];

/** Returns what the tools of the sources never report, in words, each once. */
export const lacksIn = (all: readonly SourceCoverage[]): string[] => [
  ...new Set(all.flatMap(({ lackNotes }) => lackNotes)),
];
