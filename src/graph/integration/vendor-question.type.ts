import { ID, InputType, Int, ObjectType } from 'type-graphql';
import type { FactKind } from '../../model/facts/facts.js';
import type { Instant } from '../../model/time.js';
import { ProviderId } from '../catalogue-enum.js';
import { NonNull, Nullable } from '../field.js';
import { Cursor, DateTime } from '../scalars.js';
import { UserError } from '../user-error.type.js';
import { FactKindEnum } from './integration.enums.js';
import { IntegrationInput, IntegrationSettingInput } from './integration.input.js';

@InputType({
  description:
    'What to look for: by a provider with its settings, or by an integration with the secrets that it has.',
})
export class DiscoverInput {
  @Nullable(() => ProviderId, 'The tool, if it is not connected yet.')
  provider?: string | null;

  @Nullable(
    () => [IntegrationSettingInput],
    'What the provider asks for, as far as it is known. Nothing of it is kept.',
  )
  settings?: IntegrationSettingInput[] | null;

  @Nullable(() => ID, 'The id of an integration.')
  integration?: string | null;

  @NonNull(() => String, 'The kind of thing, as `SettingsField.discovers` names it.')
  kind!: string;

  @Nullable(() => String, 'What its label contains, in any case.')
  search?: string | null;

  @Nullable(() => Int, 'How many, 1 to 100; default 20.')
  first?: number | null;

  @Nullable(() => Cursor, 'Only what comes after this cursor.')
  after?: string | null;
}

@ObjectType({ description: 'One thing that a credential sees.' })
export class Discovered {
  @NonNull(() => String, 'What to enter in the settings.')
  value!: string;

  @NonNull(() => String, 'The name for people.')
  label!: string;

  @Nullable(() => String, 'What distinguishes it from others.')
  detail!: string | null;
}

@ObjectType({ description: 'What a credential sees.' })
export class DiscoverPayload {
  @Nullable(() => [Discovered], 'In its order; null if refused.')
  items?: readonly Discovered[];

  @Nullable(() => Cursor, 'Where more follows; null if none does.')
  cursor?: string | null;

  @NonNull(() => [UserError], 'Why nothing was found out; empty if it was.')
  userErrors!: readonly UserError[];
}

@InputType({ description: 'One thing to look up.' })
export class SpotCheckInput extends IntegrationInput {
  @NonNull(() => String, 'What it is called at the vendor, such as `owner/name#42` or `ABC-7`.')
  what!: string;
}

@ObjectType({ description: 'The headline of a fact that is stored.' })
export class HeldFact {
  @NonNull(() => FactKindEnum, 'Its kind.')
  kind!: FactKind;

  @NonNull(() => String, 'The id that its tool gave it.')
  factId!: string;

  @Nullable(() => String, 'Its title, name or key.')
  title!: string | null;

  @Nullable(() => String, 'How far it has come.')
  status!: string | null;

  @NonNull(() => DateTime, 'The timestamp of the version that is stored.')
  updatedAt!: Instant;

  @Nullable(() => DateTime, 'The timestamp since which it is gone; null if it is there.')
  deletedAt!: Instant | null;
}

@ObjectType({ description: 'One thing at the vendor and here.' })
export class SpotCheckPayload {
  @Nullable(() => Boolean, 'Has the vendor such a thing? Null if refused.')
  found?: boolean;

  @Nullable(() => String, 'What was found at the vendor.')
  message?: string;

  @Nullable(() => [HeldFact], 'What is stored of it; empty if nothing is, null if refused.')
  held?: readonly HeldFact[];

  @NonNull(() => [UserError], 'Why nothing was looked up; empty if it was.')
  userErrors!: readonly UserError[];
}
