import { demand } from '../directory/permissions.js';
import type { Metric } from '../engine/metric.js';
import type { Viewer } from '../model/access.js';
import type { Instant } from '../model/time.js';
import type { Database } from '../storage/database/database.js';
import type { Insight, InsightQuery, Scope } from './answer/answer.js';
import { insightOf } from './answer/insight.js';
import { type OverallQuestion, overallQuery, overallRatingOf } from './answer/overall-rating.js';
import type { InsightUpdate, OverallRating } from './answer/update.js';
import { type Diagnostic, diagnose, lastWeeks } from './doctor.js';
import { createPeople } from './records/people.js';
import { createColumnCache } from './snapshot/column-cache.js';
import { createGrounds } from './snapshot/ground.js';
import { inPieces } from './snapshot/in-pieces.js';
import {
  type AskedTime,
  checkQuery,
  type LacksOf,
  recallSnapshot,
  type Snapshot,
  takeSnapshot,
} from './snapshot/snapshot.js';
import { createSourceCache } from './snapshot/source-cache.js';
import { metricsOf, validateGrouping, validateRange, validateScope } from './validate-query.js';
import { canonicalQuery, queryOfId } from './watch/query-id.js';
import { rowsDigest } from './watch/rows-digest.js';
import { createWatches } from './watch/watch.js';
import type { AnswersOf, DigestOf, InTurn, Take } from './watch/watch-tools.js';

export interface InsightsOptions {
  readonly database: Database;
  readonly metrics: readonly Metric[];
  readonly clock: () => Instant;
  /** Called once for every answer that showed names, with the viewer and the scope. */
  readonly revealed: (viewer: Viewer, scope: string) => Promise<void>;
  /** Returns the fields that a provider never reports. Default: none. */
  readonly lacksOf?: LacksOf;
  /** For the columns of cells that were read. Default 256 MB. */
  readonly cacheBytes?: number;
}

/** The questions everybody asks. */
export interface Insights {
  /**
   * Returns one insight per metric, in the order asked for. Throws BAD_USER_INPUT, NOT_FOUND,
   * FORBIDDEN.
   */
  answer(viewer: Viewer, query: InsightQuery): Promise<readonly Insight[]>;
  /** Returns the time that the question means now, without the answer. Throws where `answer` would. */
  check(viewer: Viewer, query: InsightQuery): Promise<AskedTime>;
  /** Returns the four measures of delivery and how good they are together. Throws as `answer`. */
  overallRating(viewer: Viewer, question: OverallQuestion): Promise<OverallRating>;
  /** Recalculates the insight with this id; null if the id holds no question. */
  recall(viewer: Viewer, id: string): Promise<Insight | null>;
  /** Returns updates later than the sequence `after`, or the answer and then its updates, until `signal` is aborted. Each answer is made by `inTurn`; default: at once. */
  watch(
    viewer: Viewer,
    query: InsightQuery,
    after: string | null,
    signal: AbortSignal,
    inTurn?: InTurn,
  ): AsyncIterable<InsightUpdate>;
  /** Returns every metric over the last 12 weeks. Throws as `answer`. */
  overview(viewer: Viewer, scope: Scope): Promise<readonly Insight[]>;
  /** Returns why numbers of teams are empty and what fixes them; of one team, or of all if null. */
  doctor(viewer: Viewer, team: number | null): Promise<readonly Diagnostic[]>;
}

const permitting =
  (metrics: readonly Metric[]) =>
  (viewer: Viewer, query: InsightQuery): void => {
    demand(viewer, 'READ_INSIGHTS');
    validateGrouping(query, metricsOf(query, metrics));
    validateScope(query, metricsOf(query, metrics));
    validateRange(query);
  };

// Changed cells concern every service and pipeline, even those outside the question.
const digesting =
  (metrics: readonly Metric[]): DigestOf =>
  (snapshot, id) => {
    const metric = metrics.find((one) => one.id === id);
    return metric && snapshot.scope.tag ? rowsDigest(snapshot, metric) : null;
  };

export function createInsights({
  database,
  metrics,
  clock,
  revealed,
  lacksOf = () => [],
  cacheBytes = 256 * 2 ** 20,
}: InsightsOptions): Insights {
  const caches = {
    columns: createColumnCache(cacheBytes),
    sources: createSourceCache(),
    grounds: createGrounds(),
  };
  const askedOf = (query: InsightQuery) => ({
    metrics: metricsOf(query, metrics),
    catalogue: metrics,
    lacksOf,
  });
  const take: Take = (session, query) => takeSnapshot(session, query, askedOf(query), caches);
  const answersOf = function* (snapshot: Snapshot, viewer: Viewer): Generator<Insight> {
    const { query, settings } = snapshot;
    const people = createPeople(database, viewer, settings.aliasSecret, () =>
      revealed(viewer, canonicalQuery(query)),
    );
    for (const metric of metricsOf(query, metrics))
      yield insightOf(database, snapshot, metric, viewer, people);
  };
  const digestOf = digesting(metrics);
  const permit = permitting(metrics);
  const allOf: AnswersOf = (snapshot, viewer) => inPieces(answersOf(snapshot, viewer));
  const recall = async (account: number, query: InsightQuery): Promise<Snapshot | null> => {
    const sequence = await database.sequenceOf(account);
    const ground = caches.grounds.find(account, query.scope, sequence);
    return ground && recallSnapshot(ground, query, askedOf(query), caches, clock());
  };
  const read = async (viewer: Viewer, query: InsightQuery): Promise<Snapshot> => {
    permit(viewer, query);
    const { account } = viewer;
    const recalled = await recall(account, query);
    return recalled ?? database.read(account, (session) => take(session, query));
  };
  const answer: Insights['answer'] = async (viewer, query) =>
    allOf(await read(viewer, query), viewer);
  const watches = createWatches({ database, clock, take, answersOf: allOf, digestOf });
  return {
    answer,
    overallRating: async (viewer, question) => {
      const snapshot = await read(viewer, overallQuery(question));
      return overallRatingOf(snapshot, await allOf(snapshot, viewer));
    },
    check: async (viewer, query) => {
      permit(viewer, query);
      return database.read(viewer.account, (session) => checkQuery(session, query));
    },
    recall: async (viewer, id) => {
      const query = queryOfId(id);
      return query ? ((await answer(viewer, query))[0] ?? null) : null;
    },
    watch: (viewer, query, ...rest) => {
      permit(viewer, query);
      return watches.watch(viewer, query, ...rest);
    },
    overview: (viewer, scope) => answer(viewer, lastWeeks(scope, metrics)),
    doctor: (viewer, team) => diagnose(database, viewer, team, metrics, answer),
  };
}
