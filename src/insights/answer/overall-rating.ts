import { overallRating } from '../../engine/band.js';
import { doraMetrics } from '../../model/profile/benchmark.js';
import type { Snapshot } from '../snapshot/snapshot.js';
import type { Insight, InsightQuery } from './answer.js';
import { levelInWords } from './level-text.js';
import { maturityOf } from './rating.js';
import type { OverallRating } from './update.js';

/** A question that leaves the metrics to the answer. */
export type OverallQuestion = Omit<InsightQuery, 'metrics' | 'groupBy'>;

export const overallQuery = (question: OverallQuestion): InsightQuery => ({
  ...question,
  metrics: doraMetrics,
});

/** The mean of the levels that insights of one snapshot have, beside each of them. */
export function overallRatingOf(snapshot: Snapshot, insights: readonly Insight[]): OverallRating {
  const found = overallRating(
    Object.fromEntries(insights.map(({ metric, rating }) => [metric.id, rating?.level ?? null])),
  );
  return {
    rating: found && {
      ...levelInWords(found.level, maturityOf(snapshot)),
      level: found.level,
      score: found.score,
    },
    parts: insights.map((insight) => ({
      metric: insight.metric.id,
      rating: insight.rating,
      insight,
    })),
  };
}
