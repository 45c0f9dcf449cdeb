import { ID, InputType, Int, ObjectType } from 'type-graphql';
import type { ColumnTarget } from '../../directory/developer-file/column-mapping.js';
import type {
  DeveloperErrorCode,
  DeveloperWarningCode,
} from '../../directory/developer-file/developer-file-error.js';
import type * as directory from '../../directory/developer-file/import-preview.js';
import type { Instant, LocalDate } from '../../model/time.js';
import { NonNull, Nullable } from '../field.js';
import { Node } from '../node.type.js';
import { DateTime, LocalDateScalar } from '../scalars.js';
import {
  ColumnTargetEnum,
  DeveloperErrorCodeEnum,
  DeveloperImportStatusEnum,
  DeveloperWarningCodeEnum,
} from './developer.enums.js';

@ObjectType({ description: 'What a column of the file is taken for.' })
@InputType('ColumnMappingInput', { description: 'What a column is to be taken for.' })
export class ColumnMapping {
  @NonNull(() => String, 'The name of the column in the file.')
  column!: string;

  @NonNull(() => ColumnTargetEnum, 'What it holds.')
  target!: ColumnTarget;
}

@ObjectType({ description: 'Places of a file that are alike in what is worth saying about them.' })
abstract class DeveloperFinding {
  @Nullable(() => String, 'The field or column it is about.')
  field!: string | null;

  @Nullable(() => Int, 'The line of the first place, from 1.')
  line!: number | null;

  @Nullable(() => Int, 'The column of the first place, from 1.')
  column!: number | null;

  @NonNull(() => String, 'What is wrong at the first place and how to fix it.')
  message!: string;

  @NonNull(() => Int, 'How many places there are.')
  count!: number;

  @NonNull(() => [String], 'At most ten of those concerned, by e-mail or name.')
  sampleDevelopers!: readonly string[];

  @NonNull(() => [Int], 'The lines of the first ten places.')
  sampleLines!: readonly number[];
}

@ObjectType({ description: 'Why a developers file cannot be put into force.' })
export class DeveloperError extends DeveloperFinding {
  @NonNull(() => DeveloperErrorCodeEnum, 'What is wrong, for programs.')
  code!: DeveloperErrorCode;
}

@ObjectType({ description: 'What stops nothing but is worth a look.' })
export class DeveloperWarning extends DeveloperFinding {
  @NonNull(() => DeveloperWarningCodeEnum, 'What it is, for programs.')
  code!: DeveloperWarningCode;
}

@ObjectType({ description: 'A field of a developer that changes.' })
export class FieldChange {
  @NonNull(() => String, 'The name of the field or attribute.')
  field!: string;

  @Nullable(() => String, 'What it was; null for nothing.')
  before!: string | null;

  @Nullable(() => String, 'What it becomes; null for nothing.')
  after!: string | null;
}

@ObjectType({ description: 'A developer whom the file would change.' })
export class DeveloperUpdate {
  @NonNull(() => String, 'The e-mail.')
  email!: string;

  @NonNull(() => Boolean, 'Had they left, and return?')
  isReturning!: boolean;

  @NonNull(() => [FieldChange], 'What changes, field by field.')
  changes!: readonly FieldChange[];
}

@ObjectType({ description: 'What a file would change about the effective developers.' })
export class DeveloperDifference {
  @NonNull(() => Int, 'How many would come.')
  addCount!: number;

  @NonNull(() => Int, 'How many would change or return.')
  updateCount!: number;

  @NonNull(() => Int, 'How many would leave.')
  removalCount!: number;

  @NonNull(() => Int, 'How many stay as they are.')
  unchangedCount!: number;

  @NonNull(() => [String], 'E-mails of the first hundred who would come.')
  adds!: readonly string[];

  @NonNull(() => [DeveloperUpdate], 'The first hundred who would change.')
  updates!: readonly DeveloperUpdate[];

  @NonNull(() => [String], 'E-mails of the first hundred who would leave.')
  removals!: readonly string[];
}

@ObjectType({ implements: Node, description: 'A developers file on its way into force.' })
export class DeveloperImport implements Node {
  @NonNull(() => ID, 'The id of the import.')
  id!: string;

  @NonNull(() => DeveloperImportStatusEnum, 'Where it is on its way.')
  status!: directory.DeveloperImport['status'];

  @Nullable(() => String, 'The name of the file.')
  fileName!: string | null;

  @Nullable(() => LocalDateScalar, 'The day from which on it holds; null: from its activation on.')
  effectiveOn!: LocalDate | null;

  @NonNull(() => [String], 'The columns of the file in order.')
  columns!: readonly string[];

  @NonNull(() => Int, 'How many rows could be read.')
  rowCount!: number;

  @NonNull(() => [ColumnMapping], 'What the columns are taken for, suggested or chosen.')
  mapping!: readonly ColumnMapping[];

  @NonNull(() => [DeveloperError], 'What keeps it from being put into force.')
  errors!: readonly DeveloperError[];

  @NonNull(() => [DeveloperWarning], 'What is worth a look.')
  warnings!: readonly DeveloperWarning[];

  @Nullable(
    () => DeveloperDifference,
    'What it would change; null while there are errors, and once it is effective.',
  )
  difference!: DeveloperDifference | null;

  @NonNull(() => DateTime, 'The timestamp of the upload.')
  createdAt!: Instant;

  @Nullable(() => DateTime, 'The timestamp of its activation.')
  activatedAt!: Instant | null;
}
