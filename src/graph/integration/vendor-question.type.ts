import { ID, InputType, Int } from 'type-graphql';
import { ProviderId } from '../catalogue-enum.js';
import { NonNull, Nullable } from '../field.js';
import { objectType } from '../object-type.js';
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

const Discovered = objectType('Discovered', 'One thing that a credential sees.', {
  value: NonNull(() => String, 'What to enter in the settings.'),
  label: NonNull(() => String, 'The name for people.'),
  detail: Nullable(() => String, 'What distinguishes it from others.'),
});

export const DiscoverPayload = objectType('DiscoverPayload', 'What a credential sees.', {
  items: Nullable(() => [Discovered], 'In its order; null if refused.'),
  cursor: Nullable(() => Cursor, 'Where more follows; null if none does.'),
  userErrors: NonNull(() => [UserError], 'Why nothing was found out; empty if it was.'),
});

@InputType({ description: 'One thing to look up.' })
export class SpotCheckInput extends IntegrationInput {
  @NonNull(() => String, 'What it is called at the vendor, such as `owner/name#42` or `ABC-7`.')
  what!: string;
}

const HeldFact = objectType('HeldFact', 'The headline of a fact that is stored.', {
  kind: NonNull(() => FactKindEnum, 'Its kind.'),
  factId: NonNull(() => String, 'The id that its tool gave it.'),
  title: Nullable(() => String, 'Its title, name or key.'),
  status: Nullable(() => String, 'How far it has come.'),
  updatedAt: NonNull(() => DateTime, 'The timestamp of the version that is stored.'),
  deletedAt: Nullable(() => DateTime, 'The timestamp since which it is gone; null if it is there.'),
});

export const SpotCheckPayload = objectType(
  'SpotCheckPayload',
  'One thing at the vendor and here.',
  {
    found: Nullable(() => Boolean, 'Has the vendor such a thing? Null if refused.'),
    message: Nullable(() => String, 'What was found at the vendor.'),
    held: Nullable(() => [HeldFact], 'What is stored of it; empty if nothing is, null if refused.'),
    userErrors: NonNull(() => [UserError], 'Why nothing was looked up; empty if it was.'),
  },
);
