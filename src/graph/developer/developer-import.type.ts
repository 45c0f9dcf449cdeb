import { ID, InputType, Int, ObjectType } from 'type-graphql';
import type { ColumnTarget } from '../../directory/developer-file/column-mapping.js';
import { NonNull, Nullable } from '../field.js';
import { nodeType, typesBelow } from '../object-type.js';
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

const DeveloperError = typesBelow(DeveloperFinding)(
  'DeveloperError',
  'Why a developers file cannot be put into force.',
  {
    code: NonNull(() => DeveloperErrorCodeEnum, 'What is wrong, for programs.'),
  },
);

const DeveloperWarning = typesBelow(DeveloperFinding)(
  'DeveloperWarning',
  'What stops nothing but is worth a look.',
  {
    code: NonNull(() => DeveloperWarningCodeEnum, 'What it is, for programs.'),
  },
);

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

export const DeveloperImport = nodeType(
  'DeveloperImport',
  'A developers file on its way into force.',
  {
    id: NonNull(() => ID, 'The id of the import.'),
    status: NonNull(() => DeveloperImportStatusEnum, 'Where it is on its way.'),
    fileName: Nullable(() => String, 'The name of the file.'),
    effectiveOn: Nullable(
      () => LocalDateScalar,
      'The day from which on it holds; null: from its activation on.',
    ),
    columns: NonNull(() => [String], 'The columns of the file in order.'),
    rowCount: NonNull(() => Int, 'How many rows could be read.'),
    mapping: NonNull(() => [ColumnMapping], 'What the columns are taken for, suggested or chosen.'),
    errors: NonNull(() => [DeveloperError], 'What keeps it from being put into force.'),
    warnings: NonNull(() => [DeveloperWarning], 'What is worth a look.'),
    difference: Nullable(
      () => DeveloperDifference,
      'What it would change; null while there are errors, and once it is effective.',
    ),
    createdAt: NonNull(() => DateTime, 'The timestamp of the upload.'),
    activatedAt: Nullable(() => DateTime, 'The timestamp of its activation.'),
  },
);
