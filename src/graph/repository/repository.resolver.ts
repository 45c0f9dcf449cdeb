import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { KnownRepository } from '../../model/facts/code.js';
import type * as model from '../../model/integration.js';
import { batched } from '../batched.js';
import { connection, FrontArguments, frontRequest } from '../connection.js';
import type { GraphContext } from '../context.js';
import { Integration } from '../integration/integration.type.js';
import { Repository, RepositoryConnection } from './repository.type.js';

const repositoriesOf = batched(({ services, viewer }, integrations: readonly number[]) =>
  services.ingestion.repositoriesOf(viewer, integrations),
);

@Resolver(() => Integration)
export class RepositoryResolver {
  @Query(() => RepositoryConnection, {
    description: 'The repositories that sources report or facts name.',
  })
  async repositories(
    @Args(() => FrontArguments) given: FrontArguments,
    @Ctx() { services, viewer }: GraphContext,
  ) {
    return connection(await services.ingestion.repositories(viewer, frontRequest(given)));
  }

  @FieldResolver(() => [Repository], {
    name: 'repositories',
    description: 'The repositories that it reports.',
  })
  ofIntegration(
    @Root() { number }: model.Integration,
    @Ctx() context: GraphContext,
  ): Promise<readonly KnownRepository[]> {
    return repositoriesOf(context, number);
  }
}
