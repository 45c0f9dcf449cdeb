import { Args, Ctx, Query, Resolver } from 'type-graphql';
import type * as answer from '../../insights/answer/answer.js';
import type * as updates from '../../insights/answer/update.js';
import type { GraphContext } from '../context.js';
import { InsightArguments, QuestionArguments, queryOf, questionOf } from './insight.input.js';
import { Insight } from './insight.type.js';
import { OverallRating } from './rating/overall-rating.type.js';

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

  @Query(() => OverallRating, {
    description: 'How well a team, a node of an org tree or a developer delivers over a range.',
  })
  overallRating(
    @Args(() => QuestionArguments) given: QuestionArguments,
    @Ctx() { services, viewer }: GraphContext,
  ): Promise<updates.OverallRating> {
    return services.insights.overallRating(viewer, questionOf(given));
  }
}
