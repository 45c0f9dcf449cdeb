import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { ColumnTarget } from '../../directory/developer-file/column-mapping.js';
import type {
  DeveloperErrorCode,
  DeveloperWarningCode,
} from '../../directory/developer-file/developer-file-error.js';
import type * as directory from '../../directory/developer-file/import-preview.js';
import type { Instant, LocalDate } from '../../model/time.js';
import { Node } from '../node.type.js';
import { DateTime, LocalDateScalar } from '../scalars.js';
import {
  ColumnTargetEnum,
  DeveloperErrorCodeEnum,
  DeveloperImportStatusEnum,
  DeveloperWarningCodeEnum,
} from './developer.enums.js';

@ObjectType({ description: 'What a column of the file is taken for.' })
export class ColumnMapping {
  @Field(() => String, { description: 'The name of the column in the file.' })
  column!: string;

  @Field(() => ColumnTargetEnum, { description: 'What it holds.' })
  target!: ColumnTarget;
}

@ObjectType({ description: 'Places of a file that are alike in what is worth saying about them.' })
abstract class DeveloperFinding {
  @Field(() => String, { nullable: true, description: 'The field or column it is about.' })
  field!: string | null;

  @Field(() => Int, { nullable: true, description: 'The line of the first place, from 1.' })
  line!: number | null;

  @Field(() => Int, { nullable: true, description: 'The column of the first place, from 1.' })
  column!: number | null;

  @Field(() => String, { description: 'What is wrong at the first place and how to fix it.' })
  message!: string;

  @Field(() => Int, { description: 'How many places there are.' })
  count!: number;

  @Field(() => [String], { description: 'At most ten of those concerned, by e-mail or name.' })
  sampleDevelopers!: readonly string[];

  @Field(() => [Int], { description: 'The lines of the first ten places.' })
  sampleLines!: readonly number[];
}

@ObjectType({ description: 'Why a developers file cannot be put into force.' })
export class DeveloperError extends DeveloperFinding {
  @Field(() => DeveloperErrorCodeEnum, { description: 'What is wrong, for programs.' })
  code!: DeveloperErrorCode;
}

@ObjectType({ description: 'What stops nothing but is worth a look.' })
export class DeveloperWarning extends DeveloperFinding {
  @Field(() => DeveloperWarningCodeEnum, { description: 'What it is, for programs.' })
  code!: DeveloperWarningCode;
}

@ObjectType({ description: 'A field of a developer that changes.' })
export class FieldChange {
  @Field(() => String, { description: 'The name of the field or attribute.' })
  field!: string;

  @Field(() => String, { nullable: true, description: 'What it was; null for nothing.' })
  before!: string | null;

  @Field(() => String, { nullable: true, description: 'What it becomes; null for nothing.' })
  after!: string | null;
}

@ObjectType({ description: 'A developer whom the file would change.' })
export class DeveloperUpdate {
  @Field(() => String, { description: 'The e-mail.' })
  email!: string;

  @Field(() => Boolean, { description: 'Had they left, and return?' })
  isReturning!: boolean;

  @Field(() => [FieldChange], { description: 'What changes, field by field.' })
  changes!: readonly FieldChange[];
}

@ObjectType({ description: 'What a file would change about the effective developers.' })
export class DeveloperDifference {
  @Field(() => Int, { description: 'How many would come.' })
  addCount!: number;

  @Field(() => Int, { description: 'How many would change or return.' })
  updateCount!: number;

  @Field(() => Int, { description: 'How many would leave.' })
  removalCount!: number;

  @Field(() => Int, { description: 'How many stay as they are.' })
  unchangedCount!: number;

  @Field(() => [String], { description: 'E-mails of the first hundred who would come.' })
  adds!: readonly string[];

  @Field(() => [DeveloperUpdate], { description: 'The first hundred who would change.' })
  updates!: readonly DeveloperUpdate[];

  @Field(() => [String], { description: 'E-mails of the first hundred who would leave.' })
  removals!: readonly string[];
}

@ObjectType({ implements: Node, description: 'A developers file on its way into force.' })
export class DeveloperImport implements Node {
  @Field(() => ID, { description: 'The id of the import.' })
  id!: string;

  @Field(() => DeveloperImportStatusEnum, { description: 'Where it is on its way.' })
  status!: directory.DeveloperImport['status'];

  @Field(() => String, { nullable: true, description: 'The name of the file.' })
  fileName!: string | null;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'The day from which on it holds; null: from its activation on.',
  })
  effectiveOn!: LocalDate | null;

  @Field(() => [String], { description: 'The columns of the file in order.' })
  columns!: readonly string[];

  @Field(() => Int, { description: 'How many rows could be read.' })
  rowCount!: number;

  @Field(() => [ColumnMapping], {
    description: 'What the columns are taken for, suggested or chosen.',
  })
  mapping!: readonly ColumnMapping[];

  @Field(() => [DeveloperError], { description: 'What keeps it from being put into force.' })
  errors!: readonly DeveloperError[];

  @Field(() => [DeveloperWarning], { description: 'What is worth a look.' })
  warnings!: readonly DeveloperWarning[];

  @Field(() => DeveloperDifference, {
    nullable: true,
    description: 'What it would change; null while there are errors, and once it is effective.',
  })
  difference!: DeveloperDifference | null;

  @Field(() => DateTime, { description: 'The timestamp of the upload.' })
  createdAt!: Instant;

  @Field(() => DateTime, { nullable: true, description: 'The timestamp of its activation.' })
  activatedAt!: Instant | null;
}

@InputType({ description: 'What a column is to be taken for.' })
export class ColumnMappingInput {
  @Field(() => String, { description: 'The name of the column in the file.' })
  column!: string;

  @Field(() => ColumnTargetEnum, { description: 'What it holds.' })
  target!: ColumnTarget;
}
