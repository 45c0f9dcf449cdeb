import type { Developer } from '../../model/facts/people.js';
import { cleanEmail, trimmed } from '../../model/look-alike.js';
import type { ColumnMapping, ColumnTarget } from './column-mapping.js';
import type { CsvTable } from './csv.js';
import { isEmail } from './email.js';

/**
 * A developer as a file or a caller names them, tidied. E-mails are in lower case, texts trimmed
 * and NFC, blanks null or absent.
 */
export interface DeveloperRecord extends Omit<Developer, 'number' | 'active'> {
  /** Line of the file; null where it came otherwise. */
  readonly line: number | null;
}

export const tidyText = trimmed;
export const tidyEmail = cleanEmail;

/**
 * Returns the addresses in one piece of a list, split at any space. The piece is kept whole if a
 * part would be no address, so that it can be named.
 */
function addressesIn(piece: string): string[] {
  const parts = piece
    .split(/[\s\p{Z}]+/u)
    .map(cleanEmail)
    .filter(Boolean);
  return parts.every(isEmail) ? parts : piece.split(/[ \t\r\n]+/).map(cleanEmail);
}

/** E-mails separated by spaces, commas or semicolons, each also with a name before it and in angle brackets. */
export const tidyEmails = (text: string): string[] => [
  ...new Set(
    trimmed(text)
      .replace(/[^,;<>]*<([^<>]*)>/g, ' $1 ')
      .split(/[,;]+/)
      .flatMap(addressesIn)
      .filter(Boolean),
  ),
];

const attributeNames: Partial<Record<ColumnTarget, string>> = {
  ROLE: 'Role',
  SUB_ROLE: 'Sub Role',
  TEAM: 'Team',
  DEPARTMENT: 'Department',
  SITE: 'Site',
};

/** Where each target stands in the file, from 0; -1 where it does not. */
const indexesOf =
  (table: CsvTable, mapping: readonly ColumnMapping[]) => (target: ColumnTarget) => {
    const entry = mapping.find((candidate) => candidate.target === target);
    return entry ? table.headers.indexOf(entry.column) : -1;
  };

function attributeColumns(table: CsvTable, mapping: readonly ColumnMapping[]) {
  return mapping.flatMap(({ column, target }) => {
    const name = target === 'CUSTOM' ? column : attributeNames[target];
    return name === undefined ? [] : [{ name, index: table.headers.indexOf(column) }];
  });
}

/** The rows of a file as developers, in the file's order. */
export function recordsOf(table: CsvTable, mapping: readonly ColumnMapping[]): DeveloperRecord[] {
  const indexOf = indexesOf(table, mapping);
  const [name, email, manager, alternates] = (
    ['NAME', 'EMAIL', 'MANAGER_EMAIL', 'ALTERNATE_EMAILS'] as const
  ).map(indexOf) as [number, number, number, number];
  const attributes = attributeColumns(table, mapping);
  return table.rows.map(({ line, values }) => ({
    line,
    name: tidyText(values[name] ?? ''),
    email: tidyEmail(values[email] ?? ''),
    managerEmail: tidyEmail(values[manager] ?? '') || null,
    alternateEmails: tidyEmails(values[alternates] ?? ''),
    attributes: Object.fromEntries(
      attributes.flatMap(({ name: key, index }) => {
        const value = tidyText(values[index] ?? '');
        return value === '' ? [] : [[key, value]];
      }),
    ),
  }));
}
