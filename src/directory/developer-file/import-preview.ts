import type { Developer } from '../../model/facts/people.js';
import type { StoredDeveloperImport } from '../../storage/directory/developer-imports.js';
import { type DeveloperDifference, differenceOf } from '../developer-difference.js';
import { type ColumnMapping, type ColumnTarget, mappingFindings } from './column-mapping.js';
import { readCsv } from './csv.js';
import {
  type DeveloperFileError,
  type DeveloperWarningCode,
  summarise,
} from './developer-file-error.js';
import { type DeveloperRecord, recordsOf } from './developer-record.js';
import { type ColumnOf, developerWarnings, validateDevelopers } from './validate-developers.js';

/** A file as it was examined: what it holds and what is wrong with it. */
export interface Examined {
  readonly columns: readonly string[];
  readonly records: readonly DeveloperRecord[];
  readonly errors: readonly DeveloperFileError[];
  readonly warnings: readonly DeveloperFileError<DeveloperWarningCode>[];
}

/** A developers file on its way, as its uploader sees it. */
export interface DeveloperImport
  extends Omit<StoredDeveloperImport, 'body' | 'mapping'>,
    Omit<Examined, 'records'> {
  /** Meaning of each column. */
  readonly mapping: readonly ColumnMapping[];
  /** Rows that could be read. */
  readonly rowCount: number;
  /** Changes by an activation; null while there are errors, and once the import is activated. */
  readonly difference: DeveloperDifference | null;
}

const columnIn =
  (columns: readonly string[], mapping: readonly ColumnMapping[]): ColumnOf =>
  (field) => {
    const column = mapping.find(({ target }) => target === (field as ColumnTarget))?.column;
    return column === undefined ? null : columns.indexOf(column) + 1;
  };

/** Reads and validates a stored file by its stored mapping. */
export async function examine(stored: StoredDeveloperImport): Promise<Examined> {
  const mapping = stored.mapping as readonly ColumnMapping[];
  const { table, findings } = await readCsv(stored.body);
  if (!table) return { columns: [], records: [], errors: summarise(findings), warnings: [] };
  const unmapped = mappingFindings(mapping, table.headers, 'SUGGESTED');
  const unreadable = summarise([...findings, ...unmapped]);
  const columns = table.headers;
  const records = recordsOf(table, mapping);
  if (unmapped.length > 0) return { columns, records, errors: unreadable, warnings: [] };
  const columnOf = columnIn(columns, mapping);
  return {
    columns,
    records,
    errors: [...unreadable, ...validateDevelopers(records, columnOf)],
    warnings: developerWarnings(records, columnOf),
  };
}

/** Returns the import for showing; its difference is to the effective developers. */
export function presented(
  stored: StoredDeveloperImport,
  examined: Examined,
  developers: readonly Developer[],
): DeveloperImport {
  const { body: _, ...rest } = stored;
  const { records, ...found } = examined;
  const pending = stored.status === 'PREVIEW' && found.errors.length === 0;
  return {
    ...rest,
    ...found,
    mapping: stored.mapping as readonly ColumnMapping[],
    rowCount: records.length,
    difference: pending ? differenceOf(records, developers) : null,
  };
}
