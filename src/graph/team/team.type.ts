import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { Instant } from '../../model/time.js';
import { connectionClass } from '../connection.js';
import { DeveloperAlias } from '../insight/developer-alias.type.js';
import { Node } from '../node.type.js';
import { DateTime } from '../scalars.js';
import { TeamSettings } from './team-settings.type.js';

@ObjectType({ description: 'Somebody who is in a team now.' })
export class TeamMember {
  @Field(() => DeveloperAlias, { description: 'Who, by name only for keys that may see names.' })
  developer!: DeveloperAlias;

  @Field(() => DateTime, {
    nullable: true,
    description: 'The timestamp since which; null: from the beginning.',
  })
  since!: Instant | null;

  @Field(() => Boolean, { description: 'Do they belong to another team and work here too?' })
  isShared!: boolean;
}

export const TeamMemberConnection = connectionClass('TeamMember', () => TeamMember);

@ObjectType({ implements: Node, description: 'A leaf of an org tree: people, and what is theirs.' })
export class Team implements Node {
  @Field(() => ID, { description: 'The id of the team: `scope: { team }` takes it.' })
  id!: string;

  @Field(() => String, { description: 'Its name.' })
  name!: string;

  @Field(() => Int, { description: 'How many developers are in it now.' })
  developerCount!: number;

  @Field(() => TeamMemberConnection, { description: 'Who is in it now.' })
  members!: unknown;

  @Field(() => TeamSettings, { description: 'Where its data comes from, inherited or its own.' })
  settings!: TeamSettings;

  @Field(() => DateTime, { description: 'The timestamp at which it came.' })
  createdAt!: Instant;

  @Field(() => DateTime, { description: 'The timestamp of its last change.' })
  updatedAt!: Instant;
}

export const TeamConnection = connectionClass('Team', () => Team);
