import { ArgsType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { DeliveryStatus } from '../../model/inbox.js';
import type { Instant } from '../../model/time.js';
import { connectionClass } from '../connection.js';
import { enumOf } from '../enums.js';
import { FrontArguments } from '../integration/integration.input.js';
import { Integration } from '../integration/integration.type.js';
import { DateTime } from '../scalars.js';
import { UserError } from '../user-error.type.js';

const DeliveryStatusEnum = enumOf<DeliveryStatus>('DeliveryStatus', 'What became of a webhook.', {
  PENDING: 'It waits to be processed, or to be tried again.',
  DONE: 'What it says, or points at, is written.',
  IGNORED: 'It says nothing that is kept; the reason says why.',
  DEAD: 'It could not be processed and is not tried any more; the reason says why. `redeliver` tries it again.',
});

@ObjectType({
  description:
    'A webhook that was verified and kept. Its body is not shown; it is kept for 30 days once it is processed, and for 90 if it is dead.',
})
export class InboxDelivery {
  @Field(() => ID, { description: 'The id of the delivery.' })
  id!: string;

  @Field(() => String, { description: 'Its id by the tool, the same over its repetitions.' })
  delivery!: string;

  @Field(() => String, { description: 'What happened, in the words of the tool.' })
  event!: string;

  @Field(() => Int, { description: 'The size of its body in bytes.' })
  bytes!: number;

  @Field(() => DeliveryStatusEnum, { description: 'What became of it.' })
  status!: DeliveryStatus;

  @Field(() => String, {
    nullable: true,
    description:
      'Why it was ignored, failed last, or is dead; if it is done, what of it was ignored.',
  })
  reason!: string | null;

  @Field(() => Int, { description: 'How often it was tried.' })
  attempts!: number;

  @Field(() => Int, {
    description:
      'How often the tool was asked for what it points at; of several that were fetched together the first has all.',
  })
  calls!: number;

  @Field(() => DateTime, { description: 'The timestamp at which it came in.' })
  receivedAt!: Instant;

  @Field(() => DateTime, {
    nullable: true,
    description: 'The timestamp from which it is tried; null unless it is PENDING.',
  })
  nextAt!: Instant | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'The timestamp at which it came to its end; null while it is PENDING.',
  })
  processedAt!: Instant | null;
}

export const InboxDeliveryConnection = connectionClass('InboxDelivery', () => InboxDelivery);

@ObjectType({ description: 'How many webhooks are kept, by status.' })
export class DeliveryCount {
  @Field(() => DeliveryStatusEnum, { description: 'The status.' })
  status!: DeliveryStatus;

  @Field(() => Int, { description: 'How many are in it.' })
  count!: number;
}

@ArgsType()
export class InboxArguments extends FrontArguments {
  @Field(() => DeliveryStatusEnum, {
    nullable: true,
    description: 'Those in this status; absent: all. DEAD: those that need somebody.',
  })
  status?: DeliveryStatus | null;
}

@InputType({ description: 'Which webhooks are to be tried again; exactly one field.' })
export class RedeliverInput {
  @Field(() => ID, {
    nullable: true,
    description: 'One delivery by its id, in whatever status it is.',
  })
  delivery?: string | null;

  @Field(() => ID, { nullable: true, description: 'All dead ones of an integration, by its id.' })
  integration?: string | null;
}

@ObjectType({ description: 'What is tried again.' })
export class RedeliverPayload {
  @Field(() => Int, {
    nullable: true,
    description: 'How many are PENDING again; null if refused.',
  })
  redelivered?: number | null;

  @Field(() => Integration, { nullable: true, description: 'Whose they are; null if refused.' })
  integration?: unknown;

  @Field(() => [UserError], { description: 'Why nothing is tried again; empty if it is.' })
  userErrors!: readonly UserError[];
}
