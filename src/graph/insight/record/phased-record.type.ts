import { ObjectType } from 'type-graphql';
import { Nullable } from '../../field.js';
import { typesBelow } from '../../object-type.js';
import { InsightRecord } from './record.type.js';
import { FileOfRecord, PhaseOfRecord } from './record-column.type.js';

/** A row of which lead time may be measured. */
@ObjectType()
abstract class PhasedRecord extends InsightRecord {
  @Nullable(
    () => [PhaseOfRecord],
    'The enabled phases of lead time; none where the profile measures lead time of something else.',
  )
  phases!: readonly PhaseOfRecord[] | null;
}

/** A row of the same kind that changes files. */
@ObjectType()
abstract class ChangingRecord extends PhasedRecord {
  @Nullable(
    () => [FileOfRecord],
    'Its files whose lines are known; null under metrics that do not count file by file.',
  )
  files!: readonly unknown[] | null;
}

export const phasedType = typesBelow(PhasedRecord, InsightRecord);
export const changingType = typesBelow(ChangingRecord, InsightRecord);
