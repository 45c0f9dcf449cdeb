import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type * as model from '../../model/integration.js';
import type { Instant } from '../../model/time.js';
import { connection, FrontArguments, frontRequest } from '../connection.js';
import type { GraphContext } from '../context.js';
import { IntegrationsArguments } from './integration.input.js';
import { credentialStatusOf, healthOf, lastRunOf } from './integration.loaders.js';
import {
  HealthReason,
  Integration,
  IntegrationConnection,
  IntegrationSetting,
} from './integration.type.js';
import { SyncRun, SyncRunConnection } from './sync-run.type.js';
import { runOutside } from './sync-run-shape.js';

@Resolver(() => Integration)
export class IntegrationResolver {
  @Query(() => IntegrationConnection, {
    description: 'The connected sources, in the order in which they were connected.',
  })
  async integrations(
    @Args(() => IntegrationsArguments) given: IntegrationsArguments,
    @Ctx() { services, viewer }: GraphContext,
  ) {
    const { provider, status, search } = given.filter ?? {};
    const filter = {
      ...(provider ? { provider } : {}),
      ...(status ? { status } : {}),
      ...(search ? { search } : {}),
    };
    return connection(await services.ingestion.integrations(viewer, filter, frontRequest(given)));
  }

  @FieldResolver(() => [IntegrationSetting])
  settings(@Root() { settings }: model.Integration): readonly IntegrationSetting[] {
    return Object.entries(settings).map(([key, value]) => ({ key, value }));
  }

  @FieldResolver()
  async health(
    @Root() integration: model.Integration,
    @Ctx() context: GraphContext,
  ): Promise<string> {
    return (await healthOf(context, integration)).health;
  }

  @FieldResolver(() => [HealthReason])
  async healthReasons(
    @Root() integration: model.Integration,
    @Ctx() context: GraphContext,
  ): Promise<readonly HealthReason[]> {
    return (await healthOf(context, integration)).reasons;
  }

  @FieldResolver()
  credentialStatus(
    @Root() { number }: model.Integration,
    @Ctx() context: GraphContext,
  ): Promise<string> {
    return credentialStatusOf(context, number);
  }

  @FieldResolver()
  nextAt(@Root() { status, nextAt }: model.Integration): Instant | null {
    return status === 'ACTIVE' ? nextAt : null;
  }

  @FieldResolver()
  intervalMinutes(
    @Root() integration: model.Integration,
    @Ctx() { services }: GraphContext,
  ): number {
    return services.ingestion.intervalOf(integration);
  }

  @FieldResolver(() => SyncRun, { nullable: true })
  async lastRun(@Root() { number }: model.Integration, @Ctx() context: GraphContext) {
    const run = await lastRunOf(context, number);
    return run && runOutside(run);
  }

  @FieldResolver(() => SyncRunConnection, { description: 'Its syncs, the newest first.' })
  async runs(
    @Root() { number }: model.Integration,
    @Args(() => FrontArguments) given: FrontArguments,
    @Ctx() { services, viewer }: GraphContext,
  ) {
    const page = await services.ingestion.runs(viewer, number, frontRequest(given));
    return connection(page, runOutside);
  }
}
