import { Field, ID, ObjectType } from 'type-graphql';
import type { ProviderCategory } from '../../providers/provider.js';
import { ProviderId } from '../catalogue-enum.js';
import { IntegrationCategoryEnum } from './catalogue.enums.js';

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
}
