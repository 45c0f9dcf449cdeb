import { Field, ID, ObjectType } from 'type-graphql';
import type { ProviderCategory } from '../../providers/provider.js';
import type { SettingKind } from '../../providers/settings-form.js';
import { ProviderId } from '../catalogue-enum.js';
import { IntegrationCategoryEnum, SettingKindEnum } from './catalogue.enums.js';

@ObjectType({ description: 'One value that a setting may have.' })
export class SettingChoice {
  @Field(() => String, { description: 'What to give.' })
  value!: string;

  @Field(() => String, { description: 'The name for people.' })
  label!: string;
}

@ObjectType({ description: 'A permission that a credential needs, in the vendor’s own term.' })
export class RequiredScope {
  @Field(() => String, { description: 'As the vendor writes it, such as `read:org`.' })
  name!: string;

  @Field(() => String, { description: 'For which kind of credential.' })
  credential!: string;

  @Field(() => String, { description: 'What is read with it.' })
  why!: string;

  @Field(() => String, {
    nullable: true,
    description: 'What is lacking without it; null where nothing can be read.',
  })
  without!: string | null;
}

@ObjectType({ description: 'One thing a provider asks for when it is connected.' })
export class SettingsField {
  @Field(() => String, { description: 'The name by which it is given.' })
  key!: string;

  @Field(() => String, { description: 'The name for people.' })
  label!: string;

  @Field(() => String, { description: 'What to enter, and where to find it.' })
  help!: string;

  @Field(() => Boolean, { description: 'Must it be given?' })
  required!: boolean;

  @Field(() => Boolean, { description: 'Is it kept encrypted and never shown again?' })
  secret!: boolean;

  @Field(() => SettingKindEnum, { description: 'How it is entered.' })
  kind!: SettingKind;

  @Field(() => [SettingChoice], { description: 'The values of a CHOICE; else none.' })
  choices!: readonly SettingChoice[];

  @Field(() => String, { nullable: true, description: 'The value where none is given.' })
  default!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The kind of thing that `discover` offers for it; null where it offers nothing.',
  })
  discovers!: string | null;
}

@ObjectType({ description: 'A tool that facts come from, and what it asks for.' })
export class ProviderDefinition {
  @Field(() => ID, { description: 'Its key as an id.' })
  id!: string;

  @Field(() => ProviderId, { description: 'The name by which it is connected.' })
  key!: string;

  @Field(() => String, { description: 'The name for people.' })
  title!: string;

  @Field(() => String, { description: 'What it reads.' })
  description!: string;

  @Field(() => [IntegrationCategoryEnum], { description: 'What it can feed.' })
  categories!: readonly ProviderCategory[];

  @Field(() => [SettingsField], { description: 'What it asks for when it is connected.' })
  settings!: readonly SettingsField[];

  @Field(() => [RequiredScope], { description: 'What to grant to its credential.' })
  scopes!: readonly RequiredScope[];
}
