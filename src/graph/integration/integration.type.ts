import { ID, Int, ObjectType } from 'type-graphql';
import type {
  CredentialStatus,
  HealthCause,
  IntegrationHealth,
  IntegrationStatus,
} from '../../model/integration.js';
import type { Instant } from '../../model/time.js';
import { ProviderId } from '../catalogue-enum.js';
import { connectionClass } from '../connection.js';
import { NonNull, Nullable } from '../field.js';
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
  @NonNull(() => String, 'The name by which it was given.')
  key!: string;

  @NonNull(() => String, 'What was given.')
  value!: string;
}

@ObjectType({ description: 'One thing to know of the health of an integration.' })
export class HealthReason {
  @NonNull(() => HealthCauseEnum, 'What kind of thing it is.')
  cause!: HealthCause;

  @NonNull(() => String, 'What it is, and what to do about it.')
  message!: string;

  @Nullable(() => Int, 'How many syncs, records, facts or deliveries; null if nothing is counted.')
  count!: number | null;
}

@ObjectType({ implements: Node, description: 'A connected source of facts.' })
export class Integration implements Node {
  @NonNull(() => ID, 'The id of the integration.')
  id!: string;

  @NonNull(() => ProviderId, 'The tool.')
  provider!: string;

  @NonNull(() => String, 'Its name.')
  name!: string;

  @NonNull(() => [IntegrationSetting], 'What was given, without secrets.')
  settings!: readonly IntegrationSetting[];

  @NonNull(() => IntegrationStatusEnum, 'What is done with it.')
  status!: IntegrationStatus;

  @NonNull(() => IntegrationHealthEnum, 'How its syncs went of late.')
  health!: IntegrationHealth;

  @NonNull(
    () => [HealthReason],
    'Why it is so, the gravest first; empty if there is nothing to say.',
  )
  healthReasons!: readonly HealthReason[];

  @NonNull(() => CredentialStatusEnum, 'Whether its secrets can be used.')
  credentialStatus!: CredentialStatus;

  @Nullable(() => SyncRun, 'Its newest sync; null if none was begun.')
  lastRun!: SyncRun | null;

  @Nullable(
    () => DateTime,
    'The timestamp before which it is not synced by the clock: by its interval, the limit of its tool, or failures; null if it is not synced.',
  )
  nextAt!: Instant | null;

  @NonNull(() => Int, 'Minutes from the end of a sync to the next.')
  intervalMinutes!: number;

  @NonNull(() => Int, 'How many syncs failed since the last that did not.')
  failures!: number;

  @Nullable(
    () => DateTime,
    'The timestamp to which the first sync reads back; null if it reads all there is.',
  )
  since!: Instant | null;

  @Nullable(
    () => DateTime,
    'The timestamp at which all is read again that increments never report; null if that is never, or not before all was read once.',
  )
  nextSweepAt!: Instant | null;

  @Nullable(
    () => DateTime,
    'The timestamp at which the last sync that succeeded began; null if none did.',
  )
  lastSyncedAt!: Instant | null;

  @NonNull(() => DateTime, 'The timestamp at which it was connected.')
  createdAt!: Instant;

  @NonNull(() => DateTime, 'The timestamp of its last change; syncs do not count.')
  updatedAt!: Instant;
}

export const IntegrationConnection = connectionClass('Integration', () => Integration);
