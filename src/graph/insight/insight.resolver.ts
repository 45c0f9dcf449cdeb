import { Args, Ctx, Query, Resolver } from 'type-graphql';
import type * as answer from '../../insights/answer.js';
import type { GraphContext } from '../context.js';
import { InsightArguments, queryOf } from './insight.input.js';
import { Insight } from './insight.type.js';

@Resolver()
export class InsightResolver {
  @Query(() => [Insight], {
    description:
      'Metrics of a team, a node of an org tree, a developer, a service or a pipeline over a range.',
  })
  insights(
    @Args(() => InsightArguments) given: InsightArguments,
    @Ctx() { services, viewer }: GraphContext,
  ): Promise<readonly answer.Insight[]> {
    return services.insights.answer(viewer, queryOf(given));
  }
}
