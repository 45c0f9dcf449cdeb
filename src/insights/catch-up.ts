import type { Viewer } from '../model/access.js';
import type { LogEntry } from '../model/change-log.js';
import { Fault } from '../model/errors.js';
import { localDateOf } from '../model/time.js';
import { readLog } from '../storage/change-log.js';
import type { InsightQuery, InsightUpdate, UpdateReason } from './answer.js';
import { interestOf, relevantIn } from './relevance.js';
import { MOST_SEQUENCES, type WatchTools } from './shared-watch.js';
import type { Snapshot } from './snapshot.js';

export interface CaughtUp {
  readonly updates: readonly InsightUpdate[];
  /** What the subscriber knows from here on. */
  readonly sequence: number;
}

/** The sequence that a subscriber last saw. Faults with BAD_USER_INPUT where it is none. */
export function sequenceOf(after: string): number {
  const sequence = Number(after);
  if (/^\d+$/.test(after) && Number.isSafeInteger(sequence)) return sequence;
  throw new Fault(
    'BAD_USER_INPUT',
    `\`after\` must be the sequence of an answer or an update, not "${after}".`,
  );
}

function isLost({ sequence, oldest }: Snapshot['state'], after: number): boolean {
  if (after > sequence) return true;
  return oldest === 0 ? after < sequence : after < oldest - 1;
}

/** A relative range may have moved on while nobody listened. */
function hasMoved(snapshot: Snapshot, seenAt: number | undefined): boolean {
  if (snapshot.query.range.dates || seenAt === undefined) return false;
  return localDateOf(seenAt, snapshot.zone) !== localDateOf(snapshot.now, snapshot.zone);
}

function missed(
  snapshot: Snapshot,
  entries: readonly LogEntry[],
  after: number,
): readonly string[] {
  const seenAt = entries.find(({ sequence }) => sequence === after)?.occurredAt;
  if (hasMoved(snapshot, seenAt)) return snapshot.query.metrics;
  const later = entries.filter(({ sequence }) => sequence > after);
  const relevant = relevantIn(later, interestOf(snapshot));
  return snapshot.query.metrics.filter((metric) => relevant.has(metric));
}

/** What a subscriber missed since `after`: one update for each metric that changed, or for all where the log no longer tells. */
export async function catchUp(
  { database, take, answersOf }: WatchTools,
  viewer: Viewer,
  query: InsightQuery,
  after: number,
): Promise<CaughtUp> {
  const { snapshot, entries } = await database.read(viewer.account, async (session) => ({
    snapshot: await take(session, query),
    entries: await readLog(session, Math.max(after - 1, 0), MOST_SEQUENCES),
  }));
  const { sequence } = snapshot.state;
  const lost = isLost(snapshot.state, after);
  const reason: UpdateReason = lost ? 'RESYNC' : 'REPLAY';
  const metrics = lost ? query.metrics : missed(snapshot, entries, after);
  const occurredAt = entries.at(-1)?.occurredAt ?? snapshot.now;
  const insights =
    metrics.length === 0
      ? []
      : answersOf(snapshot, viewer).filter(({ metric }) => metrics.includes(metric.id));
  return {
    sequence,
    updates: insights.map((insight) => ({
      sequence,
      occurredAt,
      reason,
      insight,
      previousValue: null,
    })),
  };
}
