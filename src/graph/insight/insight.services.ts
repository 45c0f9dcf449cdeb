import type { Insight, InsightQuery } from '../../insights/answer/answer.js';
import type { OverallQuestion } from '../../insights/answer/overall-rating.js';
import type { InsightUpdate, OverallRating } from '../../insights/answer/update.js';
import type { InTurn } from '../../insights/watch/shared-watch.js';
import type { Viewer } from '../../model/access.js';

export interface InsightServices {
  readonly insights: {
    /** Returns one insight per metric, in the order asked for. */
    answer(viewer: Viewer, query: InsightQuery): Promise<readonly Insight[]>;
    /** Returns the four measures of delivery, each and together. */
    overallRating(viewer: Viewer, question: OverallQuestion): Promise<OverallRating>;
    /**
     * Yields updates later than the sequence `after`, or from now on; ends with `signal`. Each
     * update is made by `inTurn`; default: at once.
     */
    watch(
      viewer: Viewer,
      query: InsightQuery,
      after: string | null,
      signal: AbortSignal,
      inTurn?: InTurn,
    ): AsyncIterable<InsightUpdate>;
  };
}
