import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { ApplicationType, BotRule, IdentityRule } from '../../model/facts/people.js';
import type { Instant } from '../../model/time.js';
import { connectionClass } from '../connection.js';
import { Node } from '../node.type.js';
import { DateTime } from '../scalars.js';
import { ApplicationTypeEnum, BotRuleEnum, IdentityRuleEnum } from './developer.enums.js';

@ObjectType({
  description: 'A property of a developer that the file names beside the required ones.',
})
export class DeveloperAttribute {
  @Field(() => String, { description: 'The name of the property.' })
  name!: string;

  @Field(() => String, { description: 'Its value.' })
  value!: string;
}

@ObjectType({ description: 'A developer as a tool knows them.' })
export class Identity {
  @Field(() => ID, { description: 'By which it is linked and unlinked.' })
  id!: string;

  @Field(() => ApplicationTypeEnum, { description: 'The sort of tool.' })
  applicationType!: ApplicationType;

  @Field(() => String, { nullable: true, description: 'The name as the tool writes it.' })
  name!: string | null;

  @Field(() => String, { nullable: true, description: 'The e-mail as the tool writes it.' })
  email!: string | null;

  @Field(() => IdentityRuleEnum, { nullable: true, description: 'How it was matched.' })
  rule!: IdentityRule | null;

  @Field(() => BotRuleEnum, {
    nullable: true,
    description: 'How it was found to be a bot, if it was.',
  })
  bot!: BotRule | null;
}

@ObjectType({ implements: Node, description: 'Somebody of the developers file, by name.' })
export class Developer implements Node {
  @Field(() => ID, { description: 'The id of the developer.' })
  id!: string;

  @Field(() => String, { description: 'The full name.' })
  name!: string;

  @Field(() => String, { description: 'The e-mail, in lower case.' })
  email!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The e-mail of the manager; null at the top.',
  })
  managerEmail!: string | null;

  @Field(() => [String], { description: 'Further e-mails.' })
  alternateEmails!: readonly string[];

  @Field(() => [DeveloperAttribute], { description: 'What else the file says, by name.' })
  attributes!: readonly DeveloperAttribute[];

  @Field(() => Boolean, { description: 'Does the effective file name them?' })
  isActive!: boolean;

  @Field(() => Int, {
    description: 'The number in `Developer 7`, by which they go without a name.',
  })
  label!: number;

  @Field(() => [Identity], { description: 'As whom the tools know them.' })
  identities!: readonly Identity[];

  @Field(() => DateTime, { description: 'The timestamp at which they came.' })
  createdAt!: Instant;

  @Field(() => DateTime, { description: 'The timestamp of the last change.' })
  updatedAt!: Instant;
}

export const DeveloperConnection = connectionClass('Developer', () => Developer);

@ObjectType({ description: 'A person of a tool who is no developer that is known.' })
class UnmatchedAuthor {
  @Field(() => ID, { description: '`linkIdentity` takes it.' })
  identity!: string;

  @Field(() => ApplicationTypeEnum, { description: 'The sort of tool.' })
  applicationType!: ApplicationType;

  @Field(() => String, {
    description:
      'The id that the tool gives them, such as a login; a column of the developers file named after the tool may hold it.',
  })
  externalId!: string;

  @Field(() => String, { nullable: true, description: 'The name as the tool writes it.' })
  name!: string | null;

  @Field(() => String, { nullable: true, description: 'The e-mail as the tool writes it.' })
  email!: string | null;

  @Field(() => Int, { description: 'How many commits, over all repositories.' })
  commits!: number;

  @Field(() => Int, { description: 'How many pull requests they opened.' })
  pullRequests!: number;

  @Field(() => Int, { description: 'How many reviews and comments.' })
  reviews!: number;

  @Field(() => Int, { description: 'How many work items they are assigned to.' })
  workItems!: number;

  @Field(() => DateTime, {
    nullable: true,
    description: 'The timestamp of the newest commit; null without one.',
  })
  lastCommitAt!: Instant | null;
}

export const UnmatchedAuthorConnection = connectionClass('UnmatchedAuthor', () => UnmatchedAuthor);
