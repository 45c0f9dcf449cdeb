import { Field, ID, Int, ObjectType } from 'type-graphql';
import type {
  CredentialStatus,
  HealthCause,
  IntegrationHealth,
  IntegrationStatus,
} from '../../model/integration.js';
import type { Instant } from '../../model/time.js';
import { ProviderId } from '../catalogue-enum.js';
import { connectionClass } from '../connection.js';
import { Node } from '../node.type.js';
import { DateTime } from '../scalars.js';
import {
  CredentialStatusEnum,
  HealthCauseEnum,
  IntegrationHealthEnum,
  IntegrationStatusEnum,
} from './integration.enums.js';
import { SyncRun } from './sync-run.type.js';

@ObjectType({
  description: 'One thing that was given when a source was connected; never a secret.',
})
export class IntegrationSetting {
  @Field(() => String, { description: 'The name by which it was given.' })
  key!: string;

  @Field(() => String, { description: 'What was given.' })
  value!: string;
}

@ObjectType({ description: 'One thing to know of the health of an integration.' })
export class HealthReason {
  @Field(() => HealthCauseEnum, { description: 'What kind of thing it is.' })
  cause!: HealthCause;

  @Field(() => String, { description: 'What it is, and what to do about it.' })
  message!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'How many syncs, records, facts or deliveries; null if nothing is counted.',
  })
  count!: number | null;
}

@ObjectType({ implements: Node, description: 'A connected source of facts.' })
export class Integration implements Node {
  @Field(() => ID, { description: 'The id of the integration.' })
  id!: string;

  @Field(() => ProviderId, { description: 'The tool.' })
  provider!: string;

  @Field(() => String, { description: 'Its name.' })
  name!: string;

  @Field(() => [IntegrationSetting], { description: 'What was given, without secrets.' })
  settings!: readonly IntegrationSetting[];

  @Field(() => IntegrationStatusEnum, { description: 'What is done with it.' })
  status!: IntegrationStatus;

  @Field(() => IntegrationHealthEnum, { description: 'How its syncs went of late.' })
  health!: IntegrationHealth;

  @Field(() => [HealthReason], {
    description: 'Why it is so, the gravest first; empty if there is nothing to say.',
  })
  healthReasons!: readonly HealthReason[];

  @Field(() => CredentialStatusEnum, { description: 'Whether its secrets can be used.' })
  credentialStatus!: CredentialStatus;

  @Field(() => SyncRun, { nullable: true, description: 'Its newest sync; null if none was begun.' })
  lastRun!: SyncRun | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'The timestamp before which it is not synced by the clock: by its interval, the limit of its tool, or failures; null if it is not synced.',
  })
  nextAt!: Instant | null;

  @Field(() => Int, { description: 'Minutes from the end of a sync to the next.' })
  intervalMinutes!: number;

  @Field(() => Int, { description: 'How many syncs failed since the last that did not.' })
  failures!: number;

  @Field(() => DateTime, {
    nullable: true,
    description: 'The timestamp to which the first sync reads back; null if it reads all there is.',
  })
  since!: Instant | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'The timestamp at which all is read again that increments never report; null if that is never, or not before all was read once.',
  })
  nextSweepAt!: Instant | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'The timestamp at which the last sync that succeeded began; null if none did.',
  })
  lastSyncedAt!: Instant | null;

  @Field(() => DateTime, { description: 'The timestamp at which it was connected.' })
  createdAt!: Instant;

  @Field(() => DateTime, { description: 'The timestamp of its last change; syncs do not count.' })
  updatedAt!: Instant;
}

export const IntegrationConnection = connectionClass('Integration', () => Integration);
