import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { ReworkClass } from '../../../engine/review/lines.js';
import type * as level from '../../../insights/answer/level-text.js';
import type { BlameRule } from '../../../model/inputs/delivery-input.js';
import type { PhaseEvent, PhaseKey } from '../../../model/profile/profile.js';
import type { Instant } from '../../../model/time.js';
import { PhaseKeyEnum } from '../../profile/profile.enums.js';
import { PhaseEventEnum } from '../../profile/rule.enums.js';
import { DateTime, DurationScalar, UrlScalar } from '../../scalars.js';
import { DeveloperAlias } from '../developer-alias.type.js';
import { Rating } from '../rating/rating.type.js';
import { BlameRuleEnum, ReworkClassEnum } from './record.enums.js';

@ObjectType({ description: 'Another row that a row speaks of.' })
export class LinkedRecord {
  @Field(() => ID, { description: 'Stable; the same row has it under every metric.' })
  subject!: string;

  @Field(() => String, { nullable: true, description: 'Its key, or its number in the tool.' })
  key!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Its title; null where it would name a person you may not see.',
  })
  title!: string | null;

  @Field(() => UrlScalar, {
    nullable: true,
    description: 'Where to look at it; null without a page, or where names are hidden.',
  })
  url!: string | null;
}

@ObjectType({ description: 'What an incident blames, or what blames a deployment.' })
export class LinkByBlame {
  @Field(() => LinkedRecord, { description: 'The incident or the deployment.' })
  record!: LinkedRecord;

  @Field(() => BlameRuleEnum, { description: 'How it was found.' })
  rule!: BlameRule;
}

@ObjectType({ description: 'A person without the name, and a timestamp.' })
export class PersonSince {
  @Field(() => DeveloperAlias, { nullable: true, description: 'Who; null if nobody matches.' })
  developer!: DeveloperAlias | null;

  @Field(() => DateTime, { description: 'The timestamp of the first of what they did.' })
  at!: Instant;
}

@ObjectType({ description: 'A phase of lead time as a row went through it.' })
export class PhaseOfRecord {
  @Field(() => PhaseKeyEnum, { description: 'Which phase.' })
  key!: PhaseKey;

  @Field(() => PhaseEventEnum, { description: 'What begins it.' })
  startEvent!: PhaseEvent;

  @Field(() => DateTime, {
    nullable: true,
    description: 'The timestamp of its start; null where it is not known.',
  })
  startedAt!: Instant | null;

  @Field(() => PhaseEventEnum, { description: 'What ends it.' })
  endEvent!: PhaseEvent;

  @Field(() => DateTime, {
    nullable: true,
    description: 'The timestamp of its end; null where it is not known.',
  })
  endedAt!: Instant | null;

  @Field(() => DurationScalar, {
    nullable: true,
    description:
      'How long it took, in hours that count; null where start or end is not known, nothing where it ends before it begins.',
  })
  duration!: string | null;

  @Field(() => Rating, {
    nullable: true,
    description:
      'How good that is, by the bounds of the phase, else by those of lead time; null where nobody rates it.',
  })
  rating!: level.Rating | null;
}

@ObjectType({ description: 'A file that a row changed.' })
export class FileOfRecord {
  @Field(() => String, { description: 'Its path in the repository.' })
  path!: string;

  @Field(() => Int, { description: 'Lines that came.' })
  additions!: number;

  @Field(() => Int, { description: 'Lines that went.' })
  deletions!: number;

  @Field(() => DateTime, {
    nullable: true,
    description: 'The timestamp of the change of the file before; null where it is not known.',
  })
  previousAt!: Instant | null;

  @Field(() => ReworkClassEnum, {
    nullable: true,
    description: 'As what its replaced lines count; null of a path that the profile excludes.',
  })
  class!: ReworkClass | null;
}

@ObjectType({ description: 'What a run made or took.' })
export class RecordArtifact {
  @Field(() => String, { description: 'Where it lies.' })
  location!: string;

  @Field(() => String, { description: 'What it is called there.' })
  name!: string;

  @Field(() => String, { description: 'Its version, tag or digest.' })
  qualifier!: string;
}
