import { Args, Resolver, Root, Subscription } from 'type-graphql';
import type * as updates from '../../insights/answer/update.js';
import type { GraphContext } from '../context.js';
import { InsightUpdatedArguments, queryOf } from './insight.input.js';
import { InsightUpdate } from './insight.type.js';

function watch(given: InsightUpdatedArguments, context: GraphContext) {
  const { services, viewer, signal, inTurn } = context;
  return services.insights.watch(viewer, queryOf(given), given.after ?? null, signal, inTurn);
}

@Resolver()
export class InsightSubscription {
  @Subscription(() => InsightUpdate, {
    description:
      'The answer as it is, one update for each metric, and then an update whenever one of the metrics changes in the scope. To resume without a gap after any update, pass its sequence as `after`.',
    subscribe: ({ args, context }) => watch(args as InsightUpdatedArguments, context),
  })
  insightUpdated(
    @Root() update: updates.InsightUpdate,
    @Args(() => InsightUpdatedArguments) _given: InsightUpdatedArguments,
  ): updates.InsightUpdate {
    return update;
  }
}
