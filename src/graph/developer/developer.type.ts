import { ID, Int, ObjectType } from 'type-graphql';
import type { ApplicationType, BotRule, IdentityRule } from '../../model/facts/people.js';
import type { Instant } from '../../model/time.js';
import { connectionClass } from '../connection.js';
import { NonNull, Nullable } from '../field.js';
import { Node } from '../node.type.js';
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

@ObjectType({ description: 'A developer as a tool knows them.' })
export class Identity {
  @NonNull(() => ID, 'By which it is linked and unlinked.')
  id!: string;

  @NonNull(() => ApplicationTypeEnum, 'The sort of tool.')
  applicationType!: ApplicationType;

  @Nullable(() => String, 'The name as the tool writes it.')
  name!: string | null;

  @Nullable(() => String, 'The e-mail as the tool writes it.')
  email!: string | null;

  @Nullable(() => IdentityRuleEnum, 'How it was matched.')
  rule!: IdentityRule | null;

  @Nullable(() => BotRuleEnum, 'How it was found to be a bot, if it was.')
  bot!: BotRule | null;
}

@ObjectType({ implements: Node, description: 'Somebody of the developers file, by name.' })
export class Developer implements Node {
  @NonNull(() => ID, 'The id of the developer.')
  id!: string;

  @NonNull(() => String, 'The full name.')
  name!: string;

  @NonNull(() => String, 'The e-mail, in lower case.')
  email!: string;

  @Nullable(() => String, 'The e-mail of the manager; null at the top.')
  managerEmail!: string | null;

  @NonNull(() => [String], 'Further e-mails.')
  alternateEmails!: readonly string[];

  @NonNull(() => [DeveloperAttribute], 'What else the file says, by name.')
  attributes!: readonly DeveloperAttribute[];

  @NonNull(() => Boolean, 'Does the effective file name them?', { name: 'isActive' })
  active!: boolean;

  @NonNull(() => Int, 'The number in `Developer 7`, by which they go without a name.')
  label!: number;

  @NonNull(() => [Identity], 'As whom the tools know them.')
  identities!: readonly Identity[];

  @NonNull(() => DateTime, 'The timestamp at which they came.')
  createdAt!: Instant;

  @NonNull(() => DateTime, 'The timestamp of the last change.')
  updatedAt!: Instant;
}

export const DeveloperConnection = connectionClass('Developer', () => Developer);

@ObjectType({ description: 'A person of a tool who is no developer that is known.' })
class UnmatchedAuthor {
  @NonNull(() => ID, '`linkIdentity` takes it.')
  identity!: string;

  @NonNull(() => ApplicationTypeEnum, 'The sort of tool.')
  applicationType!: ApplicationType;

  @NonNull(
    () => String,
    'The id that the tool gives them, such as a login; a column of the developers file named after the tool may hold it.',
  )
  externalId!: string;

  @Nullable(() => String, 'The name as the tool writes it.')
  name!: string | null;

  @Nullable(() => String, 'The e-mail as the tool writes it.')
  email!: string | null;

  @NonNull(() => Int, 'How many commits, over all repositories.')
  commits!: number;

  @NonNull(() => Int, 'How many pull requests they opened.')
  pullRequests!: number;

  @NonNull(() => Int, 'How many reviews and comments.')
  reviews!: number;

  @NonNull(() => Int, 'How many work items they are assigned to.')
  workItems!: number;

  @Nullable(() => DateTime, 'The timestamp of the newest commit; null without one.')
  lastCommitAt!: Instant | null;
}

export const UnmatchedAuthorConnection = connectionClass('UnmatchedAuthor', () => UnmatchedAuthor);
