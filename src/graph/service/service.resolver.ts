import { Arg, Args, Ctx, Query, Resolver } from 'type-graphql';
import { connection, PageArguments, pageRequest } from '../connection.js';
import type { GraphContext } from '../context.js';
import { Service, ServiceConnection } from './service.type.js';

@Resolver(() => Service)
export class ServiceResolver {
  @Query(() => ServiceConnection, {
    description: 'The services that the tools ever named, by name.',
  })
  async services(
    @Arg('search', () => String, { nullable: true, description: 'What the name must contain.' })
    search: string | null,
    @Args(() => PageArguments) given: PageArguments,
    @Ctx() { services, viewer }: GraphContext,
  ) {
    const page = pageRequest(given);
    return connection(await services.dimensions.list(viewer, 'SERVICE', search ?? null, page));
  }
}
