import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { connection, PageArguments, pageRequest } from '../connection.js';
import type { GraphContext } from '../context.js';
import { encodeNodeId } from '../node-id.js';
import { placesOf } from './pipeline.loaders.js';
import { Pipeline, PipelineConnection } from './pipeline.type.js';

interface Numbered {
  readonly number: number;
}

@Resolver(() => Pipeline)
export class PipelineResolver {
  @Query(() => PipelineConnection, {
    description: 'The pipelines that the tools ever named, by name.',
  })
  async pipelines(
    @Arg('search', () => String, { nullable: true, description: 'What the name must contain.' })
    search: string | null,
    @Args(() => PageArguments) given: PageArguments,
    @Ctx() { services, viewer }: GraphContext,
  ) {
    const page = pageRequest(given);
    return connection(await services.dimensions.list(viewer, 'PIPELINE', search ?? null, page));
  }

  @FieldResolver(() => [String])
  async projects(@Root() { number }: Numbered, @Ctx() context: GraphContext): Promise<string[]> {
    const places = await placesOf(context, number);
    return [...new Set(places.flatMap(({ project }) => project ?? []))];
  }

  @FieldResolver(() => [ID])
  async integrations(
    @Root() { number }: Numbered,
    @Ctx() context: GraphContext,
  ): Promise<string[]> {
    const places = await placesOf(context, number);
    const reporting = [...new Set(places.map(({ integration }) => integration))];
    return reporting.map((integration) => encodeNodeId('Integration', integration));
  }
}
