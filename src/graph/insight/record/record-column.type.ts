import { ID, Int, ObjectType } from 'type-graphql';
import type { ReworkClass } from '../../../engine/review/lines.js';
import type * as level from '../../../insights/answer/level-text.js';
import type { BlameRule } from '../../../model/inputs/delivery-input.js';
import type { PhaseEvent, PhaseKey } from '../../../model/profile/profile.js';
import type { Instant } from '../../../model/time.js';
import { NonNull, Nullable } from '../../field.js';
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

@ObjectType({ description: 'A file that a row changed.' })
export class FileOfRecord {
  @NonNull(() => String, 'Its path in the repository.')
  path!: string;

  @NonNull(() => Int, 'Lines that came.')
  additions!: number;

  @NonNull(() => Int, 'Lines that went.')
  deletions!: number;

  @Nullable(
    () => DateTime,
    'The timestamp of the change of the file before; null where it is not known.',
  )
  previousAt!: Instant | null;

  @Nullable(
    () => ReworkClassEnum,
    'As what its replaced lines count; null of a path that the profile excludes.',
  )
  class!: ReworkClass | null;
}

@ObjectType({ description: 'What a run made or took.' })
export class RecordArtifact {
  @NonNull(() => String, 'Where it lies.')
  location!: string;

  @NonNull(() => String, 'What it is called there.')
  name!: string;

  @NonNull(() => String, 'Its version, tag or digest.')
  qualifier!: string;
}
