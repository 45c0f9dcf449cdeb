import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { FactKind } from '../../model/facts/facts.js';
import type { Instant } from '../../model/time.js';
import { ProviderId } from '../catalogue-enum.js';
import { Cursor, DateTime } from '../scalars.js';
import { UserError } from '../user-error.type.js';
import { FactKindEnum } from './integration.enums.js';
import { IntegrationInput, IntegrationSettingInput } from './integration.input.js';

@InputType({
  description:
    'What to look for: by a provider with its settings, or by an integration with the secrets that it has.',
})
export class DiscoverInput {
  @Field(() => ProviderId, { nullable: true, description: 'The tool, if it is not connected yet.' })
  provider?: string | null;

  @Field(() => [IntegrationSettingInput], {
    nullable: true,
    description: 'What the provider asks for, as far as it is known. Nothing of it is kept.',
  })
  settings?: IntegrationSettingInput[] | null;

  @Field(() => ID, { nullable: true, description: 'The id of an integration.' })
  integration?: string | null;

  @Field(() => String, { description: 'The kind of thing, as `SettingsField.discovers` names it.' })
  kind!: string;

  @Field(() => String, { nullable: true, description: 'What its label contains, in any case.' })
  search?: string | null;

  @Field(() => Int, { nullable: true, description: 'How many, 1 to 100; default 20.' })
  first?: number | null;

  @Field(() => Cursor, { nullable: true, description: 'Only what comes after this cursor.' })
  after?: string | null;
}

@ObjectType({ description: 'One thing that a credential sees.' })
export class Discovered {
  @Field(() => String, { description: 'What to enter in the settings.' })
  value!: string;

  @Field(() => String, { description: 'The name for people.' })
  label!: string;

  @Field(() => String, { nullable: true, description: 'What distinguishes it from others.' })
  detail!: string | null;
}

@ObjectType({ description: 'What a credential sees.' })
export class DiscoverPayload {
  @Field(() => [Discovered], { nullable: true, description: 'In its order; null if refused.' })
  items?: readonly Discovered[];

  @Field(() => Cursor, { nullable: true, description: 'Where more follows; null if none does.' })
  cursor?: string | null;

  @Field(() => [UserError], { description: 'Why nothing was found out; empty if it was.' })
  userErrors!: readonly UserError[];
}

@InputType({ description: 'One thing to look up.' })
export class SpotCheckInput extends IntegrationInput {
  @Field(() => String, {
    description: 'What it is called at the vendor, such as `owner/name#42` or `ABC-7`.',
  })
  what!: string;
}

@ObjectType({ description: 'The headline of a fact that is stored.' })
export class HeldFact {
  @Field(() => FactKindEnum, { description: 'Its kind.' })
  kind!: FactKind;

  @Field(() => String, { description: 'The id that its tool gave it.' })
  factId!: string;

  @Field(() => String, { nullable: true, description: 'Its title, name or key.' })
  title!: string | null;

  @Field(() => String, { nullable: true, description: 'How far it has come.' })
  status!: string | null;

  @Field(() => DateTime, { description: 'The timestamp of the version that is stored.' })
  updatedAt!: Instant;

  @Field(() => DateTime, {
    nullable: true,
    description: 'The timestamp since which it is gone; null if it is there.',
  })
  deletedAt!: Instant | null;
}

@ObjectType({ description: 'One thing at the vendor and here.' })
export class SpotCheckPayload {
  @Field(() => Boolean, {
    nullable: true,
    description: 'Has the vendor such a thing? Null if refused.',
  })
  found?: boolean;

  @Field(() => String, { nullable: true, description: 'What was found at the vendor.' })
  message?: string;

  @Field(() => [HeldFact], {
    nullable: true,
    description: 'What is stored of it; empty if nothing is, null if refused.',
  })
  held?: readonly HeldFact[];

  @Field(() => [UserError], { description: 'Why nothing was looked up; empty if it was.' })
  userErrors!: readonly UserError[];
}
