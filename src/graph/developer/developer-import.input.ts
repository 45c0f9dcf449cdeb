import { Field, ID, InputType, ObjectType } from 'type-graphql';
import type { LocalDate } from '../../model/time.js';
import { LocalDateScalar } from '../scalars.js';
import { UserError } from '../user-error.type.js';
import { Adoption } from './developer.input.js';
import { ColumnMappingInput, DeveloperImport } from './developer-import.type.js';

@InputType({ description: 'A developers file to look at.' })
export class UploadDevelopersInput {
  @Field(() => String, {
    description: 'The CSV: a line of column names, then a line for each developer; at most 16 MB.',
  })
  content!: string;

  @Field(() => String, { nullable: true, description: 'The name of the file, to know it again.' })
  fileName?: string | null;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description:
      'The day from which on it holds, in the zone of the account; absent: from its activation on.',
  })
  effectiveOn?: LocalDate | null;
}

@InputType({ description: 'What the columns of a file are to be taken for.' })
export class MapDeveloperColumnsInput {
  @Field(() => ID, { description: 'The id of the import.' })
  import!: string;

  @Field(() => [ColumnMappingInput], {
    description: 'What each column holds; the others are ignored.',
  })
  mapping!: ColumnMappingInput[];
}

@InputType({ description: 'A developers file to put into force.' })
export class ActivateDeveloperImportInput {
  @Field(() => ID, { description: 'The id of the import.' })
  import!: string;
}

@ObjectType({ description: 'What became of the file.' })
export class DeveloperImportPayload {
  @Field(() => DeveloperImport, { nullable: true, description: 'As it is now; null if refused.' })
  import?: unknown;

  @Field(() => [UserError], { description: 'Why nothing was changed; empty if it was.' })
  userErrors!: readonly UserError[];
}

@ObjectType({ description: 'What became of the file and of the developers.' })
export class ActivateDeveloperImportPayload extends DeveloperImportPayload {
  @Field(() => Adoption, { nullable: true, description: 'How many came, changed and left.' })
  adoption?: Adoption;
}
