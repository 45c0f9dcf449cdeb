import { ArgsType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { IntegrationStatus } from '../../model/integration.js';
import type { Instant } from '../../model/time.js';
import { ProviderId } from '../catalogue-enum.js';
import { Cursor, DateTime } from '../scalars.js';
import { UserError } from '../user-error.type.js';
import { CheckReport } from './check-report.type.js';
import { IntegrationStatusEnum } from './integration.enums.js';
import { Integration } from './integration.type.js';
import { SyncRun } from './sync-run.type.js';

@InputType({ description: 'One thing that a provider asks for.' })
export class IntegrationSettingInput {
  @Field(() => String, { description: 'Its name in the settings of the provider.' })
  key!: string;

  @Field(() => String, { description: 'What to give.' })
  value!: string;
}

@InputType({ description: 'A source to look at.' })
export class CheckIntegrationInput {
  @Field(() => ProviderId, { description: 'The tool.' })
  provider!: string;

  @Field(() => [IntegrationSettingInput], { description: 'What the provider asks for.' })
  settings!: IntegrationSettingInput[];
}

@InputType({ description: 'A source to connect.' })
export class ConnectIntegrationInput extends CheckIntegrationInput {
  @Field(() => String, {
    nullable: true,
    description: 'What to call it; absent: as the source calls itself.',
  })
  name?: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Minutes from the end of a sync to the next, 1 to 10080; absent: what suits the tool.',
  })
  intervalMinutes?: number | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'How far back the first sync reads; absent: all there is.',
  })
  since?: Instant | null;
}

@InputType({ description: 'The integration that is meant.' })
export class IntegrationInput {
  @Field(() => ID, { description: 'The id of the integration.' })
  integration!: string;
}

@InputType({ description: 'What to change of an integration; what is absent stays as it is.' })
export class UpdateIntegrationInput extends IntegrationInput {
  @Field(() => String, { nullable: true, description: 'What to call it.' })
  name?: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Minutes from the end of a sync to the next, 1 to 10080; null: what suits the tool.',
  })
  intervalMinutes?: number | null;

  @Field(() => [IntegrationSettingInput], {
    nullable: true,
    description:
      'Settings in place of those of the same name; an empty text takes one away. They may not point at another source, and secrets are given by `rotateCredential`.',
  })
  settings?: IntegrationSettingInput[] | null;
}

@InputType({ description: 'A source to read again.' })
export class ReingestInput extends IntegrationInput {
  @Field(() => DateTime, {
    nullable: true,
    description: 'How far back; absent: as far as its first sync.',
  })
  from?: Instant | null;
}

@InputType({ description: 'New secrets of an integration.' })
export class RotateCredentialInput extends IntegrationInput {
  @Field(() => [IntegrationSettingInput], {
    description: 'The secret settings of its provider that are new; others stay as they are.',
  })
  settings!: IntegrationSettingInput[];
}

@InputType({ description: 'Which integrations are wanted; all that is given must hold.' })
export class IntegrationFilter {
  @Field(() => ProviderId, { nullable: true, description: 'Those of this tool.' })
  provider?: string | null;

  @Field(() => IntegrationStatusEnum, { nullable: true, description: 'Those in this status.' })
  status?: IntegrationStatus | null;

  @Field(() => String, { nullable: true, description: 'Those whose name contains this.' })
  search?: string | null;
}

@ArgsType()
export class FrontArguments {
  @Field(() => Int, {
    nullable: true,
    description: 'How many from the front, 1 to 100; default 20.',
  })
  first?: number | null;

  @Field(() => Cursor, { nullable: true, description: 'Only what comes after this cursor.' })
  after?: string | null;
}

@ArgsType()
export class IntegrationsArguments extends FrontArguments {
  @Field(() => IntegrationFilter, { nullable: true, description: 'Which; absent: all.' })
  filter?: IntegrationFilter | null;
}

@ObjectType({ description: 'What became of the integration.' })
export class IntegrationPayload {
  @Field(() => Integration, { nullable: true, description: 'As it is now; null if refused.' })
  integration?: unknown;

  @Field(() => [UserError], { description: 'Why nothing was changed; empty if it was.' })
  userErrors!: readonly UserError[];
}

@ObjectType({ description: 'What is known of the source.' })
export class CheckIntegrationPayload {
  @Field(() => CheckReport, { nullable: true, description: 'What was found; null if refused.' })
  report?: unknown;

  @Field(() => [UserError], { description: 'Why nothing was looked at; empty if it was.' })
  userErrors!: readonly UserError[];
}

@ObjectType({ description: 'The sync that was begun.' })
export class SyncPayload {
  @Field(() => SyncRun, { nullable: true, description: 'The run under way; null if refused.' })
  run?: unknown;

  @Field(() => [UserError], { description: 'Why nothing was begun; empty if it was.' })
  userErrors!: readonly UserError[];
}
