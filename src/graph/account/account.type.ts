import { ID, InputType, ObjectType } from 'type-graphql';
import type { ActivityEntry } from '../../directory/activity.js';
import type { Instant, TimeZone } from '../../model/time.js';
import { connectionClass } from '../connection.js';
import { enumOf } from '../enums.js';
import { NonNull, Nullable } from '../field.js';
import { payloadType } from '../object-type.js';
import { DateTime, TimeZoneScalar } from '../scalars.js';
import { Account } from '../viewer/viewer.type.js';

@InputType({ description: 'What changes about the account.' })
export class UpdateAccountInput {
  @NonNull(() => TimeZoneScalar, 'The zone of days where a question names no other.')
  timeZone!: TimeZone;
}

export const UpdateAccountPayload = payloadType(
  'UpdateAccountPayload',
  'What became of the account.',
  {
    account: Nullable(() => Account, 'As it is now; null if refused.'),
  },
);

const ActivityActionEnum = enumOf<ActivityEntry['action']>('ActivityAction', 'What was done.', {
  CREATED: 'Something was made.',
  EDITED: 'Something was changed.',
  DELETED: 'Something was taken away.',
  REVEALED: 'Names of developers were shown.',
});

@ObjectType({ description: 'Something that was done in the account; never changed afterwards.' })
export class Activity {
  @Nullable(() => ID, 'The id of the key that did it; null: the command line.')
  key!: string | null;

  @NonNull(() => ActivityActionEnum, 'What was done.')
  action!: ActivityEntry['action'];

  @NonNull(() => String, 'The kind of thing it was done to, such as `TEAM_SETTINGS`.')
  objectKind!: string;

  @NonNull(() => String, 'Which thing of that kind, as the log numbers them.')
  object!: string;

  @NonNull(() => String, 'What it was and became, as JSON.')
  details!: string;

  @NonNull(() => DateTime, 'The timestamp.')
  at!: Instant;
}

export const ActivityConnection = connectionClass('Activity', () => Activity);
