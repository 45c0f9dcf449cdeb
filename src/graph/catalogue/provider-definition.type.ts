import { ID, ObjectType } from 'type-graphql';
import type { ProviderCategory } from '../../providers/provider.js';
import type { SettingKind } from '../../providers/settings-form.js';
import { ProviderId } from '../catalogue-enum.js';
import { NonNull, Nullable } from '../field.js';
import { IntegrationCategoryEnum, SettingKindEnum } from './catalogue.enums.js';

@ObjectType({ description: 'One value that a setting may have.' })
export class SettingChoice {
  @NonNull(() => String, 'What to give.')
  value!: string;

  @NonNull(() => String, 'The name for people.')
  label!: string;
}

@ObjectType({ description: 'A permission that a credential needs, in the vendor’s own term.' })
export class RequiredScope {
  @NonNull(() => String, 'As the vendor writes it, such as `read:org`.')
  name!: string;

  @NonNull(() => String, 'For which kind of credential.')
  credential!: string;

  @NonNull(() => String, 'What is read with it.')
  why!: string;

  @Nullable(() => String, 'What is lacking without it; null where nothing can be read.')
  without!: string | null;
}

@ObjectType({ description: 'One thing a provider asks for when it is connected.' })
export class SettingsField {
  @NonNull(() => String, 'The name by which it is given.')
  key!: string;

  @NonNull(() => String, 'The name for people.')
  label!: string;

  @NonNull(() => String, 'What to enter, and where to find it.')
  help!: string;

  @NonNull(() => Boolean, 'Must it be given?')
  required!: boolean;

  @NonNull(() => Boolean, 'Is it kept encrypted and never shown again?')
  secret!: boolean;

  @NonNull(() => SettingKindEnum, 'How it is entered.')
  kind!: SettingKind;

  @NonNull(() => [SettingChoice], 'The values of a CHOICE; else none.')
  choices!: readonly SettingChoice[];

  @Nullable(() => String, 'The value where none is given.')
  default!: string | null;

  @Nullable(
    () => String,
    'The kind of thing that `discover` offers for it; null where it offers nothing.',
  )
  discovers!: string | null;
}

@ObjectType({ description: 'A tool that facts come from, and what it asks for.' })
export class ProviderDefinition {
  @NonNull(() => ID, 'Its key as an id.')
  id!: string;

  @NonNull(() => ProviderId, 'The name by which it is connected.')
  key!: string;

  @NonNull(() => String, 'The name for people.')
  title!: string;

  @NonNull(() => String, 'What it reads.')
  description!: string;

  @NonNull(() => [IntegrationCategoryEnum], 'What it can feed.')
  categories!: readonly ProviderCategory[];

  @NonNull(() => [SettingsField], 'What it asks for when it is connected.')
  settings!: readonly SettingsField[];

  @NonNull(() => [RequiredScope], 'What to grant to its credential.')
  scopes!: readonly RequiredScope[];
}
