import { Arg, ID, Resolver, Root, Subscription } from 'type-graphql';
import type * as model from '../../model/integration.js';
import type { GraphContext } from '../context.js';
import { numberOf } from '../node-id.js';
import { SyncRun } from './sync-run.type.js';
import { runOutside } from './sync-run-shape.js';

function watch(integration: string, { services, viewer, signal }: GraphContext) {
  return services.ingestion.syncProgressed(viewer, numberOf('Integration', integration), signal);
}

@Resolver(() => SyncRun)
export class IntegrationSubscription {
  @Subscription(() => SyncRun, {
    description:
      'The newest sync of a source, now and whenever it has come further, ended, or was followed by another.',
    subscribe: ({ args, context }) => watch(String(args.integration), context as GraphContext),
  })
  syncProgressed(
    @Root() run: model.SyncRun,
    @Arg('integration', () => ID, { description: 'The id of the source.' }) _integration: string,
  ): SyncRun {
    return runOutside(run);
  }
}
