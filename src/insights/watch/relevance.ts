import type { LogEntry, WhatOf } from '../../model/change-log.js';
import { type Month, monthOf } from '../../model/month.js';
import type { UpdateReason } from '../answer/update.js';
import type { Snapshot } from '../snapshot/snapshot.js';

/** The interest of a question in entries of the change log, by its last snapshot. */
export interface Interest {
  readonly metrics: readonly string[];
  /** The teams asked about are all that there are, and will be. */
  readonly ofAll: boolean;
  /** Metrics whose rows say who contributed: a difference in one is one in the divisor of all. */
  readonly activity: readonly string[];
  readonly teams: ReadonlySet<number>;
  readonly nodes: ReadonlySet<number>;
  readonly developers: ReadonlySet<number>;
  readonly months: readonly [Month, Month];
}
export interface Relevant {
  readonly reason: UpdateReason;
  readonly sequence: number;
  readonly occurredAt: number;
}

export function interestOf({
  query,
  scope,
  rosters,
  previous,
  window,
  activity,
}: Snapshot): Interest {
  const members = [...rosters.values()].flatMap((roster) =>
    roster.map(({ developer }) => developer),
  );
  return {
    metrics: query.metrics,
    ofAll: scope.tag !== null,
    activity,
    teams: new Set(scope.teams),
    nodes: new Set(scope.nodes.map(({ number }) => number)),
    developers: new Set(members),
    months: [monthOf(previous.from), monthOf(window.to - 1)],
  };
}

const meets = (numbers: readonly number[], wanted: ReadonlySet<number>) =>
  numbers.some((number) => wanted.has(number));

const cells = (
  { team, month, metrics }: WhatOf['CELLS'],
  { ofAll, teams, months, activity }: Interest,
): readonly string[] => {
  const isAsked = ofAll || teams.has(team);
  if (!isAsked || month < months[0] || month > months[1]) return [];
  return metrics.some((metric) => activity.includes(metric)) ? [...metrics, ...activity] : metrics;
};

/**
 * Returns the metrics that an entry of the directory affects. A save of rules alone affects none
 * until the rules are effective, nor does an entry that names nothing.
 */
const directory = (what: WhatOf['DIRECTORY'], interest: Interest): readonly string[] => {
  const isNamed = [what.developers, what.teams, what.nodes].some(({ length }) => length > 0);
  if (!isNamed || (what.rules && what.developers.length === 0)) return [];
  return interest.ofAll ||
    meets(what.teams, interest.teams) ||
    meets(what.nodes, interest.nodes) ||
    meets(what.developers, interest.developers)
    ? interest.metrics
    : [];
};

function affectedBy(
  entry: LogEntry,
  interest: Interest,
): { metrics: readonly string[]; reason: UpdateReason } {
  if (entry.kind === 'CELLS') return { metrics: cells(entry.what, interest), reason: 'CHANGED' };
  if (entry.kind === 'RULES')
    return {
      metrics: interest.ofAll || meets(entry.what.teams, interest.teams) ? entry.what.metrics : [],
      reason: 'RULES',
    };
  if (entry.kind === 'DIRECTORY')
    return { metrics: directory(entry.what, interest), reason: 'DIRECTORY' };
  return { metrics: [], reason: 'CHANGED' };
}

const rank: Record<UpdateReason, number> = {
  CHANGED: 0,
  DIRECTORY: 1,
  RULES: 2,
  WINDOW_MOVED: 3,
  REPLAY: 4,
  RESYNC: 5,
  CURRENT: 6,
};

/** The metrics that entries concern, each with the weightiest reason and the newest sequence. */
export function relevantIn(
  entries: readonly LogEntry[],
  interest: Interest,
): Map<string, Relevant> {
  const relevant = new Map<string, Relevant>();
  for (const entry of entries) {
    const { metrics, reason } = affectedBy(entry, interest);
    for (const metric of new Set(metrics)) {
      if (!interest.metrics.includes(metric)) continue;
      const before = relevant.get(metric);
      const weightier = before && rank[before.reason] > rank[reason] ? before.reason : reason;
      relevant.set(metric, {
        reason: weightier,
        sequence: entry.sequence,
        occurredAt: entry.occurredAt,
      });
    }
  }
  return relevant;
}
