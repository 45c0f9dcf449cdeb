import { ArgsType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { IntegrationStatus } from '../../model/integration.js';
import { ProviderId } from '../catalogue-enum.js';
import { Cursor } from '../scalars.js';
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
}

@InputType({ description: 'The integration that is meant.' })
export class IntegrationInput {
  @Field(() => ID, { description: 'The id of the integration.' })
  integration!: string;
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
