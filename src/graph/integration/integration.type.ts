import { ID, Int, ObjectType } from 'type-graphql';
import type { HealthCause } from '../../model/integration.js';
import { ProviderId } from '../catalogue-enum.js';
import { connectionClass } from '../connection.js';
import { NonNull, Nullable } from '../field.js';
import { nodeType } from '../object-type.js';
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

export const Integration = nodeType('Integration', 'A connected source of facts.', {
  id: NonNull(() => ID, 'The id of the integration.'),
  provider: NonNull(() => ProviderId, 'The tool.'),
  name: NonNull(() => String, 'Its name.'),
  settings: NonNull(() => [IntegrationSetting], 'What was given, without secrets.'),
  status: NonNull(() => IntegrationStatusEnum, 'What is done with it.'),
  health: NonNull(() => IntegrationHealthEnum, 'How its syncs went of late.'),
  healthReasons: NonNull(
    () => [HealthReason],
    'Why it is so, the gravest first; empty if there is nothing to say.',
  ),
  credentialStatus: NonNull(() => CredentialStatusEnum, 'Whether its secrets can be used.'),
  lastRun: Nullable(() => SyncRun, 'Its newest sync; null if none was begun.'),
  nextAt: Nullable(
    () => DateTime,
    'The timestamp before which it is not synced by the clock: by its interval, the limit of its tool, or failures; null if it is not synced.',
  ),
  intervalMinutes: NonNull(() => Int, 'Minutes from the end of a sync to the next.'),
  failures: NonNull(() => Int, 'How many syncs failed since the last that did not.'),
  since: Nullable(
    () => DateTime,
    'The timestamp to which the first sync reads back; null if it reads all there is.',
  ),
  nextSweepAt: Nullable(
    () => DateTime,
    'The timestamp at which all is read again that increments never report; null if that is never, or not before all was read once.',
  ),
  lastSyncedAt: Nullable(
    () => DateTime,
    'The timestamp at which the last sync that succeeded began; null if none did.',
  ),
  createdAt: NonNull(() => DateTime, 'The timestamp at which it was connected.'),
  updatedAt: NonNull(() => DateTime, 'The timestamp of its last change; syncs do not count.'),
});

export const IntegrationConnection = connectionClass('Integration', () => Integration);
