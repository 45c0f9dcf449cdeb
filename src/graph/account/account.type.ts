import { Field, ID, InputType, ObjectType } from 'type-graphql';
import type { ActivityEntry } from '../../directory/activity.js';
import type { Instant, TimeZone } from '../../model/time.js';
import { connectionClass } from '../connection.js';
import { enumOf } from '../enums.js';
import { DateTime, TimeZoneScalar } from '../scalars.js';
import { UserError } from '../user-error.type.js';
import { Account } from '../viewer/viewer.type.js';

@InputType({ description: 'What changes about the account.' })
export class UpdateAccountInput {
  @Field(() => TimeZoneScalar, { description: 'The zone of days where a question names no other.' })
  timeZone!: TimeZone;
}

@ObjectType({ description: 'What became of the account.' })
export class UpdateAccountPayload {
  @Field(() => Account, { nullable: true, description: 'As it is now; null if refused.' })
  account?: Account;

  @Field(() => [UserError], { description: 'Why nothing was changed; empty if it was.' })
  userErrors!: readonly UserError[];
}

const ActivityActionEnum = enumOf<ActivityEntry['action']>('ActivityAction', 'What was done.', {
  CREATED: 'Something was made.',
  EDITED: 'Something was changed.',
  DELETED: 'Something was taken away.',
  REVEALED: 'Names of developers were shown.',
});

@ObjectType({ description: 'Something that was done in the account; never changed afterwards.' })
export class Activity {
  @Field(() => ID, {
    nullable: true,
    description: 'The id of the key that did it; null: the command line.',
  })
  key!: string | null;

  @Field(() => ActivityActionEnum, { description: 'What was done.' })
  action!: ActivityEntry['action'];

  @Field(() => String, {
    description: 'The kind of thing it was done to, such as `TEAM_SETTINGS`.',
  })
  objectKind!: string;

  @Field(() => String, { description: 'Which thing of that kind, as the log numbers them.' })
  object!: string;

  @Field(() => String, { description: 'What it was and became, as JSON.' })
  details!: string;

  @Field(() => DateTime, { description: 'The timestamp.' })
  at!: Instant;
}

export const ActivityConnection = connectionClass('Activity', () => Activity);
