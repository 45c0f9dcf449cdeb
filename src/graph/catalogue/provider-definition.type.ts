import { ID } from 'type-graphql';
import { ProviderId } from '../catalogue-enum.js';
import { NonNull, Nullable } from '../field.js';
import { objectType } from '../object-type.js';
import { IntegrationCategoryEnum, SettingKindEnum } from './catalogue.enums.js';
import { LackedField } from './lacked-field.type.js';

const SettingChoice = objectType('SettingChoice', 'One value that a setting may have.', {
  value: NonNull(() => String, 'What to give.'),
  label: NonNull(() => String, 'The name for people.'),
});

const RequiredScope = objectType(
  'RequiredScope',
  'A permission that a credential needs, in the vendor’s own term.',
  {
    name: NonNull(() => String, 'As the vendor writes it, such as `read:org`.'),
    credential: NonNull(() => String, 'For which kind of credential.'),
    why: NonNull(() => String, 'What is read with it.'),
    without: Nullable(() => String, 'What is lacking without it; null where nothing can be read.'),
  },
);

const SettingsField = objectType(
  'SettingsField',
  'One thing a provider asks for when it is connected.',
  {
    key: NonNull(() => String, 'The name by which it is given.'),
    label: NonNull(() => String, 'The name for people.'),
    help: NonNull(() => String, 'What to enter, and where to find it.'),
    required: NonNull(() => Boolean, 'Must it be given?'),
    secret: NonNull(() => Boolean, 'Is it kept encrypted and never shown again?'),
    kind: NonNull(() => SettingKindEnum, 'How it is entered.'),
    choices: NonNull(() => [SettingChoice], 'The values of a CHOICE; else none.'),
    default: Nullable(() => String, 'The value where none is given.'),
    discovers: Nullable(
      () => String,
      'The kind of thing that `discover` offers for it; null where it offers nothing.',
    ),
  },
);

export const ProviderDefinition = objectType(
  'ProviderDefinition',
  'A tool that facts come from, and what it asks for.',
  {
    id: NonNull(() => ID, 'Its key as an id.'),
    key: NonNull(() => ProviderId, 'The name by which it is connected.'),
    title: NonNull(() => String, 'The name for people.'),
    description: NonNull(() => String, 'What it reads.'),
    categories: NonNull(() => [IntegrationCategoryEnum], 'What it can feed.'),
    settings: NonNull(() => [SettingsField], 'What it asks for when it is connected.'),
    scopes: NonNull(() => [RequiredScope], 'What to grant to its credential.'),
    lacks: NonNull(() => [LackedField], 'What the tool never reports.'),
  },
);
