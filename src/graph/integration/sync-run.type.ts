import { Float, Int, ObjectType } from 'type-graphql';
import type { FactKind } from '../../model/facts/facts.js';
import type { SyncPass, SyncStatus } from '../../model/integration.js';
import type { Instant } from '../../model/time.js';
import { connectionClass } from '../connection.js';
import { NonNull, Nullable } from '../field.js';
import { DateTime } from '../scalars.js';
import { FactKindEnum, SyncPassEnum, SyncStatusEnum } from './integration.enums.js';

@ObjectType({ description: 'How many facts of one kind a sync brought or changed.' })
export class SyncCount {
  @NonNull(() => FactKindEnum, 'The kind.')
  kind!: FactKind;

  @NonNull(() => Int, 'How many.')
  count!: number;
}

@ObjectType({ description: 'How many facts are kept with a reservation, or ignored.' })
export class SyncDoubt {
  @NonNull(
    () => String,
    'Why: AUTHORED_BEFORE_1980, AUTHORED_IN_FUTURE, COMMITTED_BEFORE_1980, COMMITTED_IN_FUTURE, LINES_UNKNOWN, TOO_MANY_RENAMES, NAME_SHORTENED, TAG_DATE_REPLACED, TAG_LEFT_OUT, REF_BROKEN; REFUSED: not kept.',
  )
  reason!: string;

  @NonNull(() => Int, 'How many.')
  count!: number;

  @NonNull(
    () => [String],
    'The first of them, at most 20: hashes of commits, names of tags and refs.',
  )
  first!: readonly string[];
}

@ObjectType({ description: 'How many records of the tool’s answers could not be read.' })
export class SyncDrop {
  @NonNull(() => String, 'Why, in the words of the provider.')
  reason!: string;

  @NonNull(() => Int, 'How many.')
  count!: number;
}

@ObjectType({ description: 'How far a sync has come in one kind of page.' })
export class SyncProgress {
  @NonNull(() => String, 'The kind of page, in the words of the provider.')
  what!: string;

  @NonNull(() => Int, 'How many items of it are written.')
  done!: number;

  @Nullable(() => Int, 'How many there are; null if not known.')
  total!: number | null;

  @Nullable(() => Float, 'Items a second; null if not known.')
  perSecond!: number | null;

  @Nullable(() => Int, 'In how many seconds they are written at this pace; null if not known.')
  secondsLeft!: number | null;
}

@ObjectType({ description: 'One sync of an integration.' })
export class SyncRun {
  @NonNull(() => SyncStatusEnum, 'How far it has come.')
  status!: SyncStatus;

  @NonNull(() => SyncPassEnum, 'What it reads.')
  pass!: SyncPass;

  @NonNull(() => DateTime, 'The timestamp at which it began.')
  startedAt!: Instant;

  @Nullable(() => DateTime, 'The timestamp of its end.')
  endedAt!: Instant | null;

  @NonNull(() => [SyncCount], 'What it brought or changed.')
  written!: readonly SyncCount[];

  @NonNull(() => Int, 'How many facts it retracted.')
  removed!: number;

  @NonNull(() => Int, 'How many pages the tool answered.')
  pages!: number;

  @NonNull(() => Int, 'How often it asked the tool over HTTP.')
  calls!: number;

  @NonNull(
    () => Int,
    'How many of the calls were answered “not modified”, which costs nothing of the limit.',
  )
  callsSaved!: number;

  @Nullable(
    () => Int,
    'How many calls the tool had left to give, as it said last; null if it did not.',
  )
  remaining!: number | null;

  @Nullable(
    () => DateTime,
    'The timestamp at which the limit of the tool begins again; null if not known.',
  )
  resetsAt!: Instant | null;

  @NonNull(() => [SyncDrop], 'What the tool answered that could not be read.')
  dropped!: readonly SyncDrop[];

  @NonNull(() => [SyncDoubt], 'What it brought with a reservation.')
  doubtful!: readonly SyncDoubt[];

  @Nullable(() => SyncProgress, 'Null if nothing was brought.')
  progress!: SyncProgress | null;

  @Nullable(() => String, 'Why it failed or was interrupted, and what to do about it.')
  message!: string | null;
}

export const SyncRunConnection = connectionClass('SyncRun', () => SyncRun);
