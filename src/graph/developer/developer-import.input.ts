import { ID, InputType } from 'type-graphql';
import type { LocalDate } from '../../model/time.js';
import { NonNull, Nullable } from '../field.js';
import { payloadType, typesBelow } from '../object-type.js';
import { LocalDateScalar } from '../scalars.js';
import { Adoption } from './developer.input.js';
import { ColumnMapping, DeveloperImport } from './developer-import.type.js';

@InputType({ description: 'A developers file to look at.' })
export class UploadDevelopersInput {
  @NonNull(
    () => String,
    'The CSV: a line of column names, then a line for each developer; at most 16 MB.',
  )
  content!: string;

  @Nullable(() => String, 'The name of the file, to know it again.')
  fileName?: string | null;

  @Nullable(
    () => LocalDateScalar,
    'The day from which on it holds, in the zone of the account; absent: from its activation on.',
  )
  effectiveOn?: LocalDate | null;
}

@InputType({ description: 'What the columns of a file are to be taken for.' })
export class MapDeveloperColumnsInput {
  @NonNull(() => ID, 'The id of the import.')
  import!: string;

  @NonNull(() => [ColumnMapping], 'What each column holds; the others are ignored.')
  mapping!: ColumnMapping[];
}

@InputType({ description: 'A developers file to put into force.' })
export class ActivateDeveloperImportInput {
  @NonNull(() => ID, 'The id of the import.')
  import!: string;
}

export const DeveloperImportPayload = payloadType(
  'DeveloperImportPayload',
  'What became of the file.',
  {
    import: Nullable(() => DeveloperImport, 'As it is now; null if refused.'),
  },
);

export const ActivateDeveloperImportPayload = typesBelow(DeveloperImportPayload)(
  'ActivateDeveloperImportPayload',
  'What became of the file and of the developers.',
  { adoption: Nullable(() => Adoption, 'How many came, changed and left.') },
);
