import { withoutInvisible } from '../../model/look-alike.js';
import { csvFault } from './csv-fault.js';
import type { Finding } from './developer-file-error.js';

/**
 * A possible meaning of a column of a developers file; CUSTOM becomes an attribute of the column's
 * own name.
 */
export type ColumnTarget =
  | 'NAME'
  | 'EMAIL'
  | 'MANAGER_EMAIL'
  | 'ALTERNATE_EMAILS'
  | 'ROLE'
  | 'SUB_ROLE'
  | 'TEAM'
  | 'DEPARTMENT'
  | 'SITE'
  | 'CUSTOM'
  | 'IGNORED';
/** The meaning of a column of the file. */
export interface ColumnMapping {
  /** The column's name as in the file. */
  readonly column: string;
  /** The field that it fills. */
  readonly target: ColumnTarget;
}

const synonyms: Record<Exclude<ColumnTarget, 'CUSTOM' | 'IGNORED'>, readonly string[]> = {
  NAME: [
    'name',
    'full name',
    'display name',
    'developer',
    'developer name',
    'employee name',
    'employee',
  ],
  EMAIL: [
    'email',
    'e mail',
    'mail',
    'email address',
    'work email',
    'developer email',
    'employee email',
  ],
  MANAGER_EMAIL: [
    'manager email',
    'manager e mail',
    'manager mail',
    'manager',
    'manager email address',
    'reports to',
    'supervisor email',
    'line manager email',
  ],
  ALTERNATE_EMAILS: [
    'alternate emails',
    'alternate email',
    'alternative emails',
    'other emails',
    'secondary email',
    'secondary emails',
    'aliases',
    'git emails',
    'git email',
  ],
  ROLE: ['role', 'job role', 'title', 'job title', 'position'],
  SUB_ROLE: ['sub role', 'subrole'],
  TEAM: ['team', 'team name', 'squad'],
  DEPARTMENT: ['department', 'dept'],
  SITE: ['site', 'office', 'location'],
};
const targetOf = new Map(
  Object.entries(synonyms).flatMap(([target, names]) =>
    names.map((name) => [name, target as ColumnTarget] as const),
  ),
);

/** How two column names are compared: without invisible characters, case, spaces, underscores, hyphens and apostrophes. */
const foldedColumn = (name: string): string =>
  withoutInvisible(name)
    .normalize('NFC')
    .toLowerCase()
    .replace(/['’]s?\b/g, '')
    .replace(/[\s\p{Z}_-]+/gu, ' ')
    .trim();

const takesMany = (target: ColumnTarget) => target === 'CUSTOM' || target === 'IGNORED';

/**
 * The mapping to offer for these columns: what was chosen for a column of that name before, else what its name says, else CUSTOM. No other
 * target is given twice: the earlier column has it.
 */
export function suggestMapping(
  headers: readonly string[],
  previous: readonly ColumnMapping[],
): ColumnMapping[] {
  const chosen = new Map(previous.map(({ column, target }) => [foldedColumn(column), target]));
  const given = new Set<ColumnTarget>(
    headers.flatMap((header) => chosen.get(foldedColumn(header)) ?? []),
  );
  return headers.map((column) => {
    const remembered = chosen.get(foldedColumn(column));
    if (remembered) return { column, target: remembered };
    const target = targetOf.get(foldedColumn(column)) ?? 'CUSTOM';
    if (!takesMany(target) && given.has(target)) return { column, target: 'CUSTOM' };
    given.add(target);
    return { column, target };
  });
}

const required = { NAME: 'name', EMAIL: 'e-mail', MANAGER_EMAIL: "manager's e-mail" } as const;

/** A required target without a column; the code depends on whether the mapping was chosen or only suggested. */
const missingTargets = (
  mapping: readonly ColumnMapping[],
  code: 'REQUIRED_FIELD_MISSING' | 'MISSING_NAME_OR_EMAIL_OR_MANAGER_EMAIL_FIELD_MAPPING',
): Finding[] =>
  Object.entries(required)
    .filter(([target]) => !mapping.some((entry) => entry.target === target))
    .map(([target, words]) =>
      csvFault(
        code,
        null,
        null,
        `No column is mapped to ${target}: map the column that holds the ${words}.`,
        target,
      ),
    );

function unknownColumns(mapping: readonly ColumnMapping[], headers: readonly string[]): Finding[] {
  return mapping
    .filter(({ column }) => !headers.includes(column))
    .map(({ column }) => {
      const message = `The file has no column "${column}": its columns are ${headers.join(', ')}.`;
      return csvFault('REQUIRED_FIELD_MISSING', 1, null, message, column);
    });
}

function repeated(mapping: readonly ColumnMapping[], headers: readonly string[]): Finding[] {
  return mapping.flatMap(({ column, target }, index) => {
    const earlier = mapping.findIndex(
      (entry) => entry.column === column || (!takesMany(target) && entry.target === target),
    );
    if (earlier === index) return [];
    const message = `"${column}" and "${mapping[earlier]!.column}" are both mapped to ${target}: map one of them to CUSTOM or IGNORED.`;
    return [csvFault('DUPLICATE_COLUMN_NAME', 1, headers.indexOf(column) + 1, message, column)];
  });
}

/**
 * Returns the errors of a mapping: a required target without a column, a column the file lacks, a
 * target given twice.
 */
export const mappingFindings = (
  mapping: readonly ColumnMapping[],
  headers: readonly string[],
  origin: 'SUGGESTED' | 'CHOSEN',
): Finding[] => [
  ...missingTargets(
    mapping,
    origin === 'CHOSEN'
      ? 'MISSING_NAME_OR_EMAIL_OR_MANAGER_EMAIL_FIELD_MAPPING'
      : 'REQUIRED_FIELD_MISSING',
  ),
  ...unknownColumns(mapping, headers),
  ...repeated(mapping, headers),
];
