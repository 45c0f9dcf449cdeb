import { ArgsType, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { DeliveryStatus } from '../../model/inbox.js';
import type { Instant } from '../../model/time.js';
import { connectionClass, FrontArguments } from '../connection.js';
import { enumOf } from '../enums.js';
import { NonNull, Nullable } from '../field.js';
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
class InboxDelivery {
  @NonNull(() => ID, 'The id of the delivery.')
  id!: string;

  @NonNull(() => String, 'Its id by the tool, the same over its repetitions.')
  delivery!: string;

  @NonNull(() => String, 'What happened, in the words of the tool.')
  event!: string;

  @NonNull(() => Int, 'The size of its body in bytes.')
  bytes!: number;

  @NonNull(() => DeliveryStatusEnum, 'What became of it.')
  status!: DeliveryStatus;

  @Nullable(
    () => String,
    'Why it was ignored, failed last, or is dead; if it is done, what of it was ignored.',
  )
  reason!: string | null;

  @NonNull(() => Int, 'How often it was tried.')
  attempts!: number;

  @NonNull(
    () => Int,
    'How often the tool was asked for what it points at; of several that were fetched together the first has all.',
  )
  calls!: number;

  @NonNull(() => DateTime, 'The timestamp at which it came in.')
  receivedAt!: Instant;

  @Nullable(() => DateTime, 'The timestamp from which it is tried; null unless it is PENDING.')
  nextAt!: Instant | null;

  @Nullable(() => DateTime, 'The timestamp at which it came to its end; null while it is PENDING.')
  processedAt!: Instant | null;
}

export const InboxDeliveryConnection = connectionClass('InboxDelivery', () => InboxDelivery);

@ObjectType({ description: 'How many webhooks are kept, by status.' })
export class DeliveryCount {
  @NonNull(() => DeliveryStatusEnum, 'The status.')
  status!: DeliveryStatus;

  @NonNull(() => Int, 'How many are in it.')
  count!: number;
}

@ArgsType()
export class InboxArguments extends FrontArguments {
  @Nullable(
    () => DeliveryStatusEnum,
    'Those in this status; absent: all. DEAD: those that need somebody.',
  )
  status?: DeliveryStatus | null;
}

@InputType({ description: 'Which webhooks are to be tried again; exactly one field.' })
export class RedeliverInput {
  @Nullable(() => ID, 'One delivery by its id, in whatever status it is.')
  delivery?: string | null;

  @Nullable(() => ID, 'All dead ones of an integration, by its id.')
  integration?: string | null;
}

@ObjectType({ description: 'What is tried again.' })
export class RedeliverPayload {
  @Nullable(() => Int, 'How many are PENDING again; null if refused.')
  redelivered?: number | null;

  @Nullable(() => Integration, 'Whose they are; null if refused.')
  integration?: unknown;

  @NonNull(() => [UserError], 'Why nothing is tried again; empty if it is.')
  userErrors!: readonly UserError[];
}
