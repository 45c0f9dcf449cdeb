import { ID, InputType, Int, ObjectType } from 'type-graphql';
import type { LocalDate } from '../../model/time.js';
import { NonNull, Nullable } from '../field.js';
import { LocalDateScalar } from '../scalars.js';
import { ChangePayload } from '../user-error.type.js';
import { Developer } from './developer.type.js';

const EFFECTIVE_ON = 'The day from which on it holds, in the zone of the account; absent: now.';

@InputType({ description: 'A property of a developer.' })
export class DeveloperAttributeInput {
  @NonNull(() => String, 'The name of the property.')
  name!: string;

  @Nullable(() => String, 'Its value; null takes it away.')
  value?: string | null;
}

@InputType({ description: 'A developer to add or change; what is omitted stays as it is.' })
export class DeveloperInput {
  @NonNull(() => String, 'The e-mail, by which a known developer is found.')
  email!: string;

  @Nullable(() => String, 'The full name; a new developer needs one.')
  name?: string;

  @Nullable(() => String, 'The e-mail of the manager; null: none.')
  managerEmail?: string | null;

  @Nullable(() => [String], 'Further e-mails, all of them.')
  alternateEmails?: string[] | null;

  @Nullable(() => [DeveloperAttributeInput], 'Properties to set.')
  attributes?: DeveloperAttributeInput[] | null;
}

@InputType({ description: 'Developers to add or change, all or none.' })
export class UpsertDevelopersInput {
  @NonNull(() => [DeveloperInput], 'Who.')
  developers!: DeveloperInput[];

  @Nullable(() => LocalDateScalar, EFFECTIVE_ON)
  effectiveOn?: LocalDate | null;
}

@InputType({ description: 'Developers who left, all or none.' })
export class RemoveDevelopersInput {
  @NonNull(() => [String], 'Their e-mails.')
  emails!: string[];

  @Nullable(() => LocalDateScalar, EFFECTIVE_ON)
  effectiveOn?: LocalDate | null;
}

@ObjectType({ description: 'How many developers came, changed and left.' })
export class Adoption {
  @NonNull(() => Int, 'How many came.')
  added!: number;

  @NonNull(() => Int, 'How many changed or returned.')
  updated!: number;

  @NonNull(() => Int, 'How many left.')
  removed!: number;
}

@ObjectType({ description: 'What became of the developers.' })
export class UpsertDevelopersPayload extends ChangePayload {
  @Nullable(() => Adoption, 'How many; null if refused.')
  adoption?: Adoption;
}

@ObjectType({ description: 'What became of the developers who left.' })
export class RemoveDevelopersPayload extends UpsertDevelopersPayload {
  @Nullable(() => [String], 'E-mails that no developer has.')
  unknownEmails?: readonly string[];
}

@InputType({ description: 'A person of a tool who is none of the developers.' })
export class UnlinkIdentityInput {
  @NonNull(() => ID, 'The id of the identity.')
  identity!: string;
}

@InputType({ description: 'Who a person of a tool is.' })
export class LinkIdentityInput extends UnlinkIdentityInput {
  @NonNull(() => ID, 'The id of the developer.')
  developer!: string;
}

@ObjectType({ description: 'What became of the link.' })
export class LinkIdentityPayload extends ChangePayload {
  @Nullable(() => Developer, 'The developer; null if unlinked or not to be shown.')
  developer?: unknown;
}
