import type { Viewer } from '../../model/access.js';
import type { Instant } from '../../model/time.js';
import type { Database } from '../../storage/database/database.js';
import type { Session } from '../../storage/sql/session.js';
import type { Insight, InsightQuery } from '../answer/answer.js';
import type { Snapshot } from '../snapshot/snapshot.js';

export type Take = (session: Session, query: InsightQuery) => Promise<Snapshot>;
export type AnswersOf = (snapshot: Snapshot, viewer: Viewer) => Promise<Insight[]>;
/**
 * Returns a digest that is equal if no row behind a metric differs. Null if every relevant change
 * is sent without comparison.
 */
export type DigestOf = (snapshot: Snapshot, metric: string) => string | null;

/** Does work when there is room for it. Throws UNAVAILABLE once `until` is aborted before that. */
export type InTurn = <Result>(until: AbortSignal, work: () => Promise<Result>) => Promise<Result>;

export interface WatchTools {
  readonly database: Database;
  readonly clock: () => Instant;
  readonly take: Take;
  readonly answersOf: AnswersOf;
  readonly digestOf: DigestOf;
}
