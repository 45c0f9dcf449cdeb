import type { Viewer } from '../../model/access.js';
import type { LogEntry } from '../../model/change-log.js';
import { Fault } from '../../model/errors.js';
import { localDateOf } from '../../model/time.js';
import { readLog } from '../../storage/change-feed/change-log.js';
import type { Session } from '../../storage/sql/session.js';
import type { InsightQuery } from '../answer/answer.js';
import type { UpdateReason } from '../answer/update.js';
import type { Snapshot } from '../snapshot/snapshot.js';
import { MOST_SEQUENCES } from './account-feed.js';
import { interestOf, relevantIn } from './relevance.js';
import type { UpdateBatch } from './update-queue.js';
import type { WatchTools } from './watch-tools.js';

export interface CaughtUp extends UpdateBatch {
  /**
   * The sequence at which the subscriber knows every metric before it takes the updates; 0 if
   * nothing can be built upon.
   */
  readonly known: number;
}

/** Returns the sequence to resume after; 0 if nothing is known. Throws BAD_USER_INPUT if `after` is no sequence. */
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

/** A relative range may have moved on while nobody listened; it counts as moved where the log does not know. */
function hasMoved(snapshot: Snapshot, seenAt: number | undefined): boolean {
  if (snapshot.query.range.dates) return false;
  if (seenAt === undefined) return true;
  return localDateOf(seenAt, snapshot.zone) !== localDateOf(snapshot.now, snapshot.zone);
}

/** Such an entry may be about a team that was in the scope when the subscriber left and is no more. */
const changesScope = ({ kind, what }: LogEntry): boolean =>
  kind === 'DIRECTORY' &&
  (what.teams.length > 0 || what.nodes.length > 0 || what.developers.length > 0);

function missed(
  snapshot: Snapshot,
  entries: readonly LogEntry[],
  after: number,
): readonly string[] {
  const { metrics } = snapshot.query;
  const seenAt = entries.find(({ sequence }) => sequence === after)?.occurredAt;
  const later = entries.filter(({ sequence }) => sequence > after);
  if (hasMoved(snapshot, seenAt) || later.some(changesScope)) return metrics;
  const relevant = relevantIn(later, interestOf(snapshot));
  return metrics.filter((metric) => relevant.has(metric));
}

interface Missed {
  readonly reason: UpdateReason;
  readonly metrics: readonly string[];
  readonly occurredAt: number;
}

async function missedSince(
  session: Session,
  snapshot: Snapshot,
  after: number | null,
): Promise<Missed> {
  const { metrics } = snapshot.query;
  const whole = { metrics, occurredAt: snapshot.now };
  if (after === null) return { ...whole, reason: 'CURRENT' };
  if (isLost(snapshot.state, after)) return { ...whole, reason: 'RESYNC' };
  if (after === 0) return { ...whole, reason: 'REPLAY' };
  const entries = await readLog(session, after - 1, MOST_SEQUENCES);
  return {
    reason: 'REPLAY',
    metrics: missed(snapshot, entries, after),
    occurredAt: entries.at(-1)?.occurredAt ?? snapshot.now,
  };
}

/**
 * Returns the items with a random one first. A subscriber that is always cut off after one update
 * gets all of them in the end.
 */
function rotated<Item>(items: readonly Item[], dice: number): readonly Item[] {
  const first = Math.floor(dice * items.length);
  return [...items.slice(first), ...items.slice(0, first)];
}

/**
 * Returns the updates that a subscriber missed since the sequence `after`: one for each metric that
 * changed. If the log does not reach back so far, all metrics get one. If `after` is null: the
 * answer as it is.
 */
export async function replayChanges(
  { database, take, answersOf }: WatchTools,
  viewer: Viewer,
  query: InsightQuery,
  after: number | null,
): Promise<CaughtUp> {
  const { snapshot, metrics, reason, occurredAt } = await database.read(
    viewer.account,
    async (session) => {
      const taken = await take(session, query);
      return { snapshot: taken, ...(await missedSince(session, taken, after)) };
    },
  );
  const { sequence } = snapshot.state;
  const insights =
    metrics.length === 0
      ? []
      : (await answersOf(snapshot, viewer)).filter(({ metric }) => metrics.includes(metric.id));
  return {
    sequence,
    known: reason === 'REPLAY' ? (after ?? 0) : 0,
    updates: (after === null ? insights : rotated(insights, Math.random())).map((insight) => ({
      occurredAt,
      reason,
      insight,
      previousValue: null,
      cause: sequence,
    })),
  };
}
