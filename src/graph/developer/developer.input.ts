import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { LocalDate } from '../../model/time.js';
import { LocalDateScalar } from '../scalars.js';
import { UserError } from '../user-error.type.js';
import { Developer } from './developer.type.js';

const EFFECTIVE_ON = 'The day from which on it holds, in the zone of the account; absent: now.';

@InputType({ description: 'A property of a developer.' })
export class DeveloperAttributeInput {
  @Field(() => String, { description: 'The name of the property.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'Its value; null takes it away.' })
  value?: string | null;
}

@InputType({ description: 'A developer to add or change; what is omitted stays as it is.' })
export class DeveloperInput {
  @Field(() => String, { description: 'The e-mail, by which a known developer is found.' })
  email!: string;

  @Field(() => String, { nullable: true, description: 'The full name; a new developer needs one.' })
  name?: string;

  @Field(() => String, { nullable: true, description: 'The e-mail of the manager; null: none.' })
  managerEmail?: string | null;

  @Field(() => [String], { nullable: true, description: 'Further e-mails, all of them.' })
  alternateEmails?: string[] | null;

  @Field(() => [DeveloperAttributeInput], { nullable: true, description: 'Properties to set.' })
  attributes?: DeveloperAttributeInput[] | null;
}

@InputType({ description: 'Developers to add or change, all or none.' })
export class UpsertDevelopersInput {
  @Field(() => [DeveloperInput], { description: 'Who.' })
  developers!: DeveloperInput[];

  @Field(() => LocalDateScalar, { nullable: true, description: EFFECTIVE_ON })
  effectiveOn?: LocalDate | null;
}

@InputType({ description: 'Developers who left, all or none.' })
export class RemoveDevelopersInput {
  @Field(() => [String], { description: 'Their e-mails.' })
  emails!: string[];

  @Field(() => LocalDateScalar, { nullable: true, description: EFFECTIVE_ON })
  effectiveOn?: LocalDate | null;
}

@ObjectType({ description: 'How many developers came, changed and left.' })
export class Adoption {
  @Field(() => Int, { description: 'How many came.' })
  added!: number;

  @Field(() => Int, { description: 'How many changed or returned.' })
  updated!: number;

  @Field(() => Int, { description: 'How many left.' })
  removed!: number;
}

@ObjectType({ description: 'What became of the developers.' })
export class UpsertDevelopersPayload {
  @Field(() => Adoption, { nullable: true, description: 'How many; null if refused.' })
  adoption?: Adoption;

  @Field(() => [UserError], { description: 'Why nothing was changed; empty if it was.' })
  userErrors!: readonly UserError[];
}

@ObjectType({ description: 'What became of the developers who left.' })
export class RemoveDevelopersPayload {
  @Field(() => Adoption, { nullable: true, description: 'How many; null if refused.' })
  adoption?: Adoption;

  @Field(() => [String], { nullable: true, description: 'E-mails that no developer has.' })
  unknownEmails?: readonly string[];

  @Field(() => [UserError], { description: 'Why nothing was changed; empty if it was.' })
  userErrors!: readonly UserError[];
}

@InputType({ description: 'Who a person of a tool is.' })
export class LinkIdentityInput {
  @Field(() => ID, { description: 'The id of the identity.' })
  identity!: string;

  @Field(() => ID, { description: 'The id of the developer.' })
  developer!: string;
}

@InputType({ description: 'A person of a tool who is none of the developers.' })
export class UnlinkIdentityInput {
  @Field(() => ID, { description: 'The id of the identity.' })
  identity!: string;
}

@ObjectType({ description: 'What became of the link.' })
export class LinkIdentityPayload {
  @Field(() => Developer, {
    nullable: true,
    description: 'The developer; null if unlinked or not to be shown.',
  })
  developer?: unknown;

  @Field(() => [UserError], { description: 'Why nothing was changed; empty if it was.' })
  userErrors!: readonly UserError[];
}
