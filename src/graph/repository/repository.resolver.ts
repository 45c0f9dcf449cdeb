import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { KnownRepository } from '../../model/facts/code.js';
import type * as model from '../../model/integration.js';
import { connection, pageRequest } from '../connection.js';
import type { GraphContext } from '../context.js';
import { FrontArguments } from '../integration/integration.input.js';
import { Integration } from '../integration/integration.type.js';
import { Repository, RepositoryConnection } from './repository.type.js';

const ofIntegrations = ({ services, viewer }: GraphContext, integrations: readonly number[]) =>
  services.ingestion.repositoriesOf(viewer, integrations);

@Resolver(() => Integration)
export class RepositoryResolver {
  @Query(() => RepositoryConnection, {
    description: 'The repositories that sources report or facts name.',
  })
  async repositories(
    @Args(() => FrontArguments) given: FrontArguments,
    @Ctx() { services, viewer }: GraphContext,
  ) {
    const { first = 1, after = null } = pageRequest(given);
    return connection(await services.ingestion.repositories(viewer, { first, after }));
  }

  @FieldResolver(() => [Repository], {
    name: 'repositories',
    description: 'The repositories that it reports.',
  })
  ofIntegration(
    @Root() { number }: model.Integration,
    @Ctx() context: GraphContext,
  ): Promise<readonly KnownRepository[]> {
    return context.loaders
      .of<number, readonly KnownRepository[], GraphContext>(ofIntegrations, context)
      .load(number);
  }
}
