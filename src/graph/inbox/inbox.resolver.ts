import { Arg, Args, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { may } from '../../model/access.js';
import type * as model from '../../model/inbox.js';
import { deliveryStatuses } from '../../model/inbox.js';
import type * as integrations from '../../model/integration.js';
import { connection, frontRequest } from '../connection.js';
import type { GraphContext } from '../context.js';
import { orUserErrors } from '../errors.js';
import { Integration } from '../integration/integration.type.js';
import { encodeNodeId, numberOf } from '../node-id.js';
import { countsOf, inboxOf, webhookPathOf } from './inbox.loaders.js';
import {
  DeliveryCount,
  InboxArguments,
  InboxDeliveryConnection,
  RedeliverInput,
  RedeliverPayload,
} from './inbox.type.js';

const KIND = 'InboxDelivery';

const deliveryOutside = ({ number, ...delivery }: model.InboxDelivery) => ({
  ...delivery,
  id: encodeNodeId(KIND, number),
});

@Resolver(() => Integration)
export class InboxResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description:
      'Where the tool is to send its webhooks, relative to the address of this server, such as `/webhooks/...`. Null if its provider takes none, and for keys that may not change integrations.',
  })
  async webhookUrl(
    @Root() { number }: integrations.Integration,
    @Ctx() context: GraphContext,
  ): Promise<string | null> {
    return may(context.viewer, 'EDIT_INTEGRATIONS') ? webhookPathOf(context, number) : null;
  }

  @FieldResolver(() => InboxDeliveryConnection, {
    description: 'The webhooks that came in for it, the newest first.',
  })
  async inbox(
    @Root() { number }: integrations.Integration,
    @Args(() => InboxArguments) given: InboxArguments,
    @Ctx() context: GraphContext,
  ) {
    const status = given.status ?? null;
    const [page, counts] = await Promise.all([
      inboxOf(context, { integration: number, status, ...frontRequest(given) }),
      countsOf(context, number),
    ]);
    const totalCount = deliveryStatuses
      .filter((one) => status === null || one === status)
      .reduce((sum, one) => sum + counts[one], 0);
    return connection({ ...page, totalCount }, deliveryOutside);
  }

  @FieldResolver(() => [DeliveryCount], {
    description: 'How many webhooks of it are kept, in every status.',
  })
  async inboxCounts(
    @Root() { number }: integrations.Integration,
    @Ctx() context: GraphContext,
  ): Promise<DeliveryCount[]> {
    const counts = await countsOf(context, number);
    return deliveryStatuses.map((status) => ({ status, count: counts[status] }));
  }

  @Mutation(() => RedeliverPayload, {
    description: 'Has webhooks processed again, as if they had just come in.',
  })
  redeliver(
    @Arg('input', () => RedeliverInput, { description: 'Which.' }) input: RedeliverInput,
    @Ctx() { services, viewer }: GraphContext,
  ): Promise<object> {
    const { delivery, integration } = input;
    const which = delivery
      ? { delivery: numberOf(KIND, delivery) }
      : { integration: numberOf('Integration', integration ?? '') };
    return orUserErrors(() => services.ingestion.inbox.redeliver(viewer, which));
  }
}
