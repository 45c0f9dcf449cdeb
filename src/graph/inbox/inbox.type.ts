import { ArgsType, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { DeliveryStatus } from '../../model/inbox.js';
import { connectionClass, FrontArguments } from '../connection.js';
import { enumOf } from '../enums.js';
import { NonNull, Nullable } from '../field.js';
import { Integration } from '../integration/integration.type.js';
import { objectType } from '../object-type.js';
import { DateTime } from '../scalars.js';
import { UserError } from '../user-error.type.js';

const DeliveryStatusEnum = enumOf<DeliveryStatus>('DeliveryStatus', 'What became of a webhook.', {
  PENDING: 'It waits to be processed, or to be tried again.',
  DONE: 'What it says, or points at, is written.',
  IGNORED: 'It says nothing that is kept; the reason says why.',
  DEAD: 'It could not be processed and is not tried any more; the reason says why. `redeliver` tries it again.',
});

const InboxDelivery = objectType(
  'InboxDelivery',
  'A webhook that was verified and kept. Its body is not shown; it is kept for 30 days once it is processed, and for 90 if it is dead.',
  {
    id: NonNull(() => ID, 'The id of the delivery.'),
    delivery: NonNull(() => String, 'Its id by the tool, the same over its repetitions.'),
    event: NonNull(() => String, 'What happened, in the words of the tool.'),
    bytes: NonNull(() => Int, 'The size of its body in bytes.'),
    status: NonNull(() => DeliveryStatusEnum, 'What became of it.'),
    reason: Nullable(
      () => String,
      'Why it was ignored, failed last, or is dead; if it is done, what of it was ignored.',
    ),
    attempts: NonNull(() => Int, 'How often it was tried.'),
    calls: NonNull(
      () => Int,
      'How often the tool was asked for what it points at; of several that were fetched together the first has all.',
    ),
    receivedAt: NonNull(() => DateTime, 'The timestamp at which it came in.'),
    nextAt: Nullable(
      () => DateTime,
      'The timestamp from which it is tried; null unless it is PENDING.',
    ),
    processedAt: Nullable(
      () => DateTime,
      'The timestamp at which it came to its end; null while it is PENDING.',
    ),
  },
);

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

export const RedeliverPayload = objectType('RedeliverPayload', 'What is tried again.', {
  redelivered: Nullable(() => Int, 'How many are PENDING again; null if refused.'),
  integration: Nullable(() => Integration, 'Whose they are; null if refused.'),
  userErrors: NonNull(() => [UserError], 'Why nothing is tried again; empty if it is.'),
});
