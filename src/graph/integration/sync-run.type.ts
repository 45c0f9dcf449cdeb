import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { FactKind } from '../../model/facts/facts.js';
import type { SyncPass, SyncStatus } from '../../model/integration.js';
import type { Instant } from '../../model/time.js';
import { connectionClass } from '../connection.js';
import { DateTime } from '../scalars.js';
import { FactKindEnum, SyncPassEnum, SyncStatusEnum } from './integration.enums.js';

@ObjectType({ description: 'How many facts of one kind a sync brought or changed.' })
export class SyncCount {
  @Field(() => FactKindEnum, { description: 'The kind.' })
  kind!: FactKind;

  @Field(() => Int, { description: 'How many.' })
  count!: number;
}

@ObjectType({ description: 'How many facts are kept with a reservation, or ignored.' })
export class SyncDoubt {
  @Field(() => String, {
    description:
      'Why: AUTHORED_BEFORE_1980, AUTHORED_IN_FUTURE, COMMITTED_BEFORE_1980, COMMITTED_IN_FUTURE, LINES_UNKNOWN, TOO_MANY_RENAMES, NAME_SHORTENED, TAG_DATE_REPLACED, TAG_LEFT_OUT, REF_BROKEN; REFUSED: not kept.',
  })
  reason!: string;

  @Field(() => Int, { description: 'How many.' })
  count!: number;

  @Field(() => [String], {
    description: 'The first of them, at most 20: hashes of commits, names of tags and refs.',
  })
  first!: readonly string[];
}

@ObjectType({ description: 'How many records of the tool’s answers could not be read.' })
export class SyncDrop {
  @Field(() => String, { description: 'Why, in the words of the provider.' })
  reason!: string;

  @Field(() => Int, { description: 'How many.' })
  count!: number;
}

@ObjectType({ description: 'How far a sync has come in one kind of page.' })
export class SyncProgress {
  @Field(() => String, { description: 'The kind of page, in the words of the provider.' })
  what!: string;

  @Field(() => Int, { description: 'How many items of it are written.' })
  done!: number;

  @Field(() => Int, { nullable: true, description: 'How many there are; null if not known.' })
  total!: number | null;

  @Field(() => Float, { nullable: true, description: 'Items a second; null if not known.' })
  perSecond!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'In how many seconds they are written at this pace; null if not known.',
  })
  secondsLeft!: number | null;
}

@ObjectType({ description: 'One sync of an integration.' })
export class SyncRun {
  @Field(() => SyncStatusEnum, { description: 'How far it has come.' })
  status!: SyncStatus;

  @Field(() => SyncPassEnum, { description: 'What it reads.' })
  pass!: SyncPass;

  @Field(() => DateTime, { description: 'The timestamp at which it began.' })
  startedAt!: Instant;

  @Field(() => DateTime, { nullable: true, description: 'The timestamp of its end.' })
  endedAt!: Instant | null;

  @Field(() => [SyncCount], { description: 'What it brought or changed.' })
  written!: readonly SyncCount[];

  @Field(() => Int, { description: 'How many facts it retracted.' })
  removed!: number;

  @Field(() => Int, { description: 'How many pages the tool answered.' })
  pages!: number;

  @Field(() => Int, { description: 'How often it asked the tool over HTTP.' })
  calls!: number;

  @Field(() => Int, {
    description:
      'How many of the calls were answered “not modified”, which costs nothing of the limit.',
  })
  callsSaved!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'How many calls the tool had left to give, as it said last; null if it did not.',
  })
  remaining!: number | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'The timestamp at which the limit of the tool begins again; null if not known.',
  })
  resetsAt!: Instant | null;

  @Field(() => [SyncDrop], { description: 'What the tool answered that could not be read.' })
  dropped!: readonly SyncDrop[];

  @Field(() => [SyncDoubt], { description: 'What it brought with a reservation.' })
  doubtful!: readonly SyncDoubt[];

  @Field(() => SyncProgress, { nullable: true, description: 'Null if nothing was brought.' })
  progress!: SyncProgress | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why it failed or was interrupted, and what to do about it.',
  })
  message!: string | null;
}

export const SyncRunConnection = connectionClass('SyncRun', () => SyncRun);
