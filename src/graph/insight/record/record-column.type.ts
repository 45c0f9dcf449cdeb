import { ID, Int, ObjectType } from 'type-graphql';
import type * as level from '../../../insights/answer/level-text.js';
import type { BlameRule } from '../../../model/inputs/delivery-input.js';
import type { PhaseEvent, PhaseKey } from '../../../model/profile/profile.js';
import type { Instant } from '../../../model/time.js';
import { NonNull, Nullable } from '../../field.js';
import { objectType } from '../../object-type.js';
import { PhaseKeyEnum } from '../../profile/profile.enums.js';
import { PhaseEventEnum } from '../../profile/rule.enums.js';
import { DateTime, DurationScalar, UrlScalar } from '../../scalars.js';
import { DeveloperAlias } from '../developer-alias.type.js';
import { Rating } from '../rating/rating.type.js';
import { BlameRuleEnum, ReworkClassEnum } from './record.enums.js';

@ObjectType({ description: 'Another row that a row speaks of.' })
export class LinkedRecord {
  @NonNull(() => ID, 'Stable; the same row has it under every metric.')
  subject!: string;

  @Nullable(() => String, 'Its key, or its number in the tool.')
  key!: string | null;

  @Nullable(() => String, 'Its title; null where it would name a person you may not see.')
  title!: string | null;

  @Nullable(() => UrlScalar, 'Where to look at it; null without a page, or where names are hidden.')
  url!: string | null;
}

@ObjectType({ description: 'What an incident blames, or what blames a deployment.' })
export class LinkByBlame {
  @NonNull(() => LinkedRecord, 'The incident or the deployment.')
  record!: LinkedRecord;

  @NonNull(() => BlameRuleEnum, 'How it was found.')
  rule!: BlameRule;
}

@ObjectType({ description: 'A person without the name, and a timestamp.' })
export class PersonSince {
  @Nullable(() => DeveloperAlias, 'Who; null if nobody matches.')
  developer!: DeveloperAlias | null;

  @NonNull(() => DateTime, 'The timestamp of the first of what they did.')
  at!: Instant;
}

@ObjectType({ description: 'A phase of lead time as a row went through it.' })
export class PhaseOfRecord {
  @NonNull(() => PhaseKeyEnum, 'Which phase.')
  key!: PhaseKey;

  @NonNull(() => PhaseEventEnum, 'What begins it.')
  startEvent!: PhaseEvent;

  @Nullable(() => DateTime, 'The timestamp of its start; null where it is not known.')
  startedAt!: Instant | null;

  @NonNull(() => PhaseEventEnum, 'What ends it.')
  endEvent!: PhaseEvent;

  @Nullable(() => DateTime, 'The timestamp of its end; null where it is not known.')
  endedAt!: Instant | null;

  @Nullable(
    () => DurationScalar,
    'How long it took, in hours that count; null where start or end is not known, nothing where it ends before it begins.',
  )
  duration!: string | null;

  @Nullable(
    () => Rating,
    'How good that is, by the bounds of the phase, else by those of lead time; null where nobody rates it.',
  )
  rating!: level.Rating | null;
}

export const FileOfRecord = objectType('FileOfRecord', 'A file that a row changed.', {
  path: NonNull(() => String, 'Its path in the repository.'),
  additions: NonNull(() => Int, 'Lines that came.'),
  deletions: NonNull(() => Int, 'Lines that went.'),
  previousAt: Nullable(
    () => DateTime,
    'The timestamp of the change of the file before; null where it is not known.',
  ),
  class: Nullable(
    () => ReworkClassEnum,
    'As what its replaced lines count; null of a path that the profile excludes.',
  ),
});

export const RecordArtifact = objectType('RecordArtifact', 'What a run made or took.', {
  location: NonNull(() => String, 'Where it lies.'),
  name: NonNull(() => String, 'What it is called there.'),
  qualifier: NonNull(() => String, 'Its version, tag or digest.'),
});
