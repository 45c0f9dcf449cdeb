import type { Insight, InsightQuery } from '../../insights/answer/answer.js';
import { insightId, queryOfId } from '../../insights/watch/query-id.js';
import { Fault, type FaultCode } from '../../model/errors.js';
import { MetricId } from '../catalogue-enum.js';
import type { GraphContext } from '../context.js';
import type { NodeLoader } from '../node.js';
import { AggregationEnum, GranularityEnum, MembershipEnum } from './insight.enums.js';

const nothingThere: readonly FaultCode[] = ['NOT_FOUND', 'FORBIDDEN', 'BAD_USER_INPUT'];

// Anybody may make up an id, so its content is accepted only as far as a question could have held
// it.
function questionOf(key: string): InsightQuery | null {
  const query = queryOfId(key);
  const metric = query?.metrics[0];
  if (!query || metric === undefined || insightId(query, metric) !== key) return null;
  const words = [
    Object.hasOwn(MetricId, metric),
    Object.hasOwn(GranularityEnum, query.granularity),
    Object.hasOwn(AggregationEnum, query.aggregation),
    Object.hasOwn(MembershipEnum, query.membership),
  ];
  return words.every(Boolean) ? query : null;
}

async function load({ services, viewer }: GraphContext, key: string): Promise<Insight | null> {
  const query = questionOf(key);
  if (!query) return null;
  try {
    const [insight] = await services.insights.answer(viewer, query);
    return insight ?? null;
  } catch (error) {
    if (error instanceof Fault && nothingThere.includes(error.code)) return null;
    throw error;
  }
}

/** An insight's id holds its whole question, which is asked again; nothing is stored. */
export const insightNode: NodeLoader = { kind: 'Insight', load };
