import { ID, Int, ObjectType } from 'type-graphql';
import type { Instant } from '../../model/time.js';
import { connectionClass } from '../connection.js';
import { NonNull, Nullable } from '../field.js';
import { DeveloperAlias } from '../insight/developer-alias.type.js';
import { nodeType } from '../object-type.js';
import { DateTime } from '../scalars.js';
import { TeamSettings } from './team-settings.type.js';

@ObjectType({ description: 'Somebody who is in a team now.' })
export class TeamMember {
  @NonNull(() => DeveloperAlias, 'Who, by name only for keys that may see names.')
  developer!: DeveloperAlias;

  @Nullable(() => DateTime, 'The timestamp since which; null: from the beginning.')
  since!: Instant | null;

  @NonNull(() => Boolean, 'Do they belong to another team and work here too?')
  isShared!: boolean;
}

export const TeamMemberConnection = connectionClass('TeamMember', () => TeamMember);

export const Team = nodeType('Team', 'A leaf of an org tree: people, and what is theirs.', {
  id: NonNull(() => ID, 'The id of the team: `scope: { team }` takes it.'),
  name: NonNull(() => String, 'Its name.'),
  developerCount: NonNull(() => Int, 'How many developers are in it now.'),
  members: NonNull(() => TeamMemberConnection, 'Who is in it now.'),
  settings: NonNull(() => TeamSettings, 'Where its data comes from, inherited or its own.'),
  createdAt: NonNull(() => DateTime, 'The timestamp at which it came.'),
  updatedAt: NonNull(() => DateTime, 'The timestamp of its last change.'),
});

export const TeamConnection = connectionClass('Team', () => Team);
