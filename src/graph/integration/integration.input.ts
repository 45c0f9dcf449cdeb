import { ArgsType, ID, InputType, Int } from 'type-graphql';
import type { IntegrationStatus } from '../../model/integration.js';
import type { Instant } from '../../model/time.js';
import { ProviderId } from '../catalogue-enum.js';
import { FrontArguments } from '../connection.js';
import { NonNull, Nullable } from '../field.js';
import { objectType, payloadType } from '../object-type.js';
import { DateTime } from '../scalars.js';
import { UserError } from '../user-error.type.js';
import { CheckReport } from './check-report.type.js';
import { IntegrationStatusEnum } from './integration.enums.js';
import { Integration } from './integration.type.js';
import { SyncRun } from './sync-run.type.js';

@InputType({ description: 'One thing that a provider asks for.' })
export class IntegrationSettingInput {
  @NonNull(() => String, 'Its name in the settings of the provider.')
  key!: string;

  @NonNull(() => String, 'What to give.')
  value!: string;
}

@InputType({ description: 'A source to look at.' })
export class CheckIntegrationInput {
  @NonNull(() => ProviderId, 'The tool.')
  provider!: string;

  @NonNull(() => [IntegrationSettingInput], 'What the provider asks for.')
  settings!: IntegrationSettingInput[];
}

@InputType({ description: 'A source to connect.' })
export class ConnectIntegrationInput extends CheckIntegrationInput {
  @Nullable(() => String, 'What to call it; absent: as the source calls itself.')
  name?: string | null;

  @Nullable(
    () => Int,
    'Minutes from the end of a sync to the next, 1 to 10080; absent: what suits the tool.',
  )
  intervalMinutes?: number | null;

  @Nullable(() => DateTime, 'How far back the first sync reads; absent: all there is.')
  since?: Instant | null;
}

@InputType({ description: 'The integration that is meant.' })
export class IntegrationInput {
  @NonNull(() => ID, 'The id of the integration.')
  integration!: string;
}

@InputType({ description: 'What to change of an integration; what is absent stays as it is.' })
export class UpdateIntegrationInput extends IntegrationInput {
  @Nullable(() => String, 'What to call it.')
  name?: string | null;

  @Nullable(
    () => Int,
    'Minutes from the end of a sync to the next, 1 to 10080; null: what suits the tool.',
  )
  intervalMinutes?: number | null;

  @Nullable(
    () => [IntegrationSettingInput],
    'Settings in place of those of the same name; an empty text takes one away. They may not point at another source, and secrets are given by `rotateCredential`.',
  )
  settings?: IntegrationSettingInput[] | null;
}

@InputType({ description: 'A source to read again.' })
export class ReingestInput extends IntegrationInput {
  @Nullable(() => DateTime, 'How far back; absent: as far as its first sync.')
  from?: Instant | null;
}

@InputType({ description: 'New secrets of an integration.' })
export class RotateCredentialInput extends IntegrationInput {
  @NonNull(
    () => [IntegrationSettingInput],
    'The secret settings of its provider that are new; others stay as they are.',
  )
  settings!: IntegrationSettingInput[];
}

@InputType({ description: 'Which integrations are wanted; all that is given must hold.' })
export class IntegrationFilter {
  @Nullable(() => ProviderId, 'Those of this tool.')
  provider?: string | null;

  @Nullable(() => IntegrationStatusEnum, 'Those in this status.')
  status?: IntegrationStatus | null;

  @Nullable(() => String, 'Those whose name contains this.')
  search?: string | null;
}

@ArgsType()
export class IntegrationsArguments extends FrontArguments {
  @Nullable(() => IntegrationFilter, 'Which; absent: all.')
  filter?: IntegrationFilter | null;
}

export const IntegrationPayload = payloadType(
  'IntegrationPayload',
  'What became of the integration.',
  {
    integration: Nullable(() => Integration, 'As it is now; null if refused.'),
  },
);

export const CheckIntegrationPayload = objectType(
  'CheckIntegrationPayload',
  'What is known of the source.',
  {
    report: Nullable(() => CheckReport, 'What was found; null if refused.'),
    userErrors: NonNull(() => [UserError], 'Why nothing was looked at; empty if it was.'),
  },
);

export const SyncPayload = objectType('SyncPayload', 'The sync that was begun.', {
  run: Nullable(() => SyncRun, 'The run under way; null if refused.'),
  userErrors: NonNull(() => [UserError], 'Why nothing was begun; empty if it was.'),
});
