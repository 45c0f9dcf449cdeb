import { ID, InputType, Int } from 'type-graphql';
import type { LocalDate } from '../../model/time.js';
import { NonNull, Nullable } from '../field.js';
import { objectType, payloadType, typesBelow } from '../object-type.js';
import { LocalDateScalar } from '../scalars.js';
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

export const Adoption = objectType('Adoption', 'How many developers came, changed and left.', {
  added: NonNull(() => Int, 'How many came.'),
  updated: NonNull(() => Int, 'How many changed or returned.'),
  removed: NonNull(() => Int, 'How many left.'),
});

export const UpsertDevelopersPayload = payloadType(
  'UpsertDevelopersPayload',
  'What became of the developers.',
  {
    adoption: Nullable(() => Adoption, 'How many; null if refused.'),
  },
);

export const RemoveDevelopersPayload = typesBelow(UpsertDevelopersPayload)(
  'RemoveDevelopersPayload',
  'What became of the developers who left.',
  { unknownEmails: Nullable(() => [String], 'E-mails that no developer has.') },
);

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

export const LinkIdentityPayload = payloadType('LinkIdentityPayload', 'What became of the link.', {
  developer: Nullable(() => Developer, 'The developer; null if unlinked or not to be shown.'),
});
