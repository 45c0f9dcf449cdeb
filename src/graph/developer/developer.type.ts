import { ID, Int, ObjectType } from 'type-graphql';
import { connectionClass } from '../connection.js';
import { NonNull, Nullable } from '../field.js';
import { nodeType, objectType } from '../object-type.js';
import { DateTime } from '../scalars.js';
import { ApplicationTypeEnum, BotRuleEnum, IdentityRuleEnum } from './developer.enums.js';

@ObjectType({
  description: 'A property of a developer that the file names beside the required ones.',
})
export class DeveloperAttribute {
  @NonNull(() => String, 'The name of the property.')
  name!: string;

  @NonNull(() => String, 'Its value.')
  value!: string;
}

export const Identity = objectType('Identity', 'A developer as a tool knows them.', {
  id: NonNull(() => ID, 'By which it is linked and unlinked.'),
  applicationType: NonNull(() => ApplicationTypeEnum, 'The sort of tool.'),
  name: Nullable(() => String, 'The name as the tool writes it.'),
  email: Nullable(() => String, 'The e-mail as the tool writes it.'),
  rule: Nullable(() => IdentityRuleEnum, 'How it was matched.'),
  bot: Nullable(() => BotRuleEnum, 'How it was found to be a bot, if it was.'),
});

export const Developer = nodeType('Developer', 'Somebody of the developers file, by name.', {
  id: NonNull(() => ID, 'The id of the developer.'),
  name: NonNull(() => String, 'The full name.'),
  email: NonNull(() => String, 'The e-mail, in lower case.'),
  managerEmail: Nullable(() => String, 'The e-mail of the manager; null at the top.'),
  alternateEmails: NonNull(() => [String], 'Further e-mails.'),
  attributes: NonNull(() => [DeveloperAttribute], 'What else the file says, by name.'),
  active: NonNull(() => Boolean, 'Does the effective file name them?', { name: 'isActive' }),
  label: NonNull(() => Int, 'The number in `Developer 7`, by which they go without a name.'),
  identities: NonNull(() => [Identity], 'As whom the tools know them.'),
  createdAt: NonNull(() => DateTime, 'The timestamp at which they came.'),
  updatedAt: NonNull(() => DateTime, 'The timestamp of the last change.'),
});

export const DeveloperConnection = connectionClass('Developer', () => Developer);

const UnmatchedAuthor = objectType(
  'UnmatchedAuthor',
  'A person of a tool who is no developer that is known.',
  {
    identity: NonNull(() => ID, '`linkIdentity` takes it.'),
    applicationType: NonNull(() => ApplicationTypeEnum, 'The sort of tool.'),
    externalId: NonNull(
      () => String,
      'The id that the tool gives them, such as a login; a column of the developers file named after the tool may hold it.',
    ),
    name: Nullable(() => String, 'The name as the tool writes it.'),
    email: Nullable(() => String, 'The e-mail as the tool writes it.'),
    commits: NonNull(() => Int, 'How many commits, over all repositories.'),
    pullRequests: NonNull(() => Int, 'How many pull requests they opened.'),
    reviews: NonNull(() => Int, 'How many reviews and comments.'),
    workItems: NonNull(() => Int, 'How many work items they are assigned to.'),
    lastCommitAt: Nullable(() => DateTime, 'The timestamp of the newest commit; null without one.'),
  },
);

export const UnmatchedAuthorConnection = connectionClass('UnmatchedAuthor', () => UnmatchedAuthor);
