import { emailLookAlike } from '../../model/look-alike.js';
import { managerCycles } from '../manager-cycles.js';
import {
  type DeveloperFileError,
  type DeveloperWarningCode,
  type Finding,
  summarise,
} from './developer-file-error.js';
import type { DeveloperRecord } from './developer-record.js';
import { isEmail } from './email.js';

/** Where a field stands in the file, from 1; null where there is no file or the field is not in it. */
export type ColumnOf = (field: DeveloperField) => number | null;
type DeveloperField = 'NAME' | 'EMAIL' | 'MANAGER_EMAIL' | 'ALTERNATE_EMAILS';
const nowhere: ColumnOf = () => null;

type Find = (
  record: DeveloperRecord,
  code: Finding['code'],
  field: DeveloperField,
  message: string,
) => Finding;

const finder =
  (columnOf: ColumnOf): Find =>
  (record, code, field, message) => ({
    code,
    field,
    line: record.line,
    column: columnOf(field),
    developer: record.email || record.name || null,
    message,
  });

const where = (record: DeveloperRecord) =>
  record.line === null ? record.email || record.name || 'A developer' : `Line ${record.line}`;

const required = [
  { field: 'NAME', key: 'name', words: 'name' },
  { field: 'EMAIL', key: 'email', words: 'e-mail' },
] as const;

const missingValues = (records: readonly DeveloperRecord[], find: Find): Finding[] =>
  required.flatMap(({ field, key, words }) =>
    records
      .filter((record) => record[key] === '')
      .map((record) => {
        const message = `${where(record)} has no ${words}: fill it in or remove the row.`;
        return find(record, 'REQUIRED_VALUE_MISSING', field, message);
      }),
  );

function whyNoEmail(email: string): string {
  const character = emailLookAlike(email);
  return character === null
    ? `"${email}" is no e-mail address; write it as name@example.com.`
    : `"${email}" holds ${character}, so that it would match nobody: type the address again.`;
}

function malformed(records: readonly DeveloperRecord[], find: Find): Finding[] {
  return records.flatMap((record) => {
    const wrong = (field: DeveloperField, emails: readonly string[]) =>
      emails
        .filter((email) => !isEmail(email))
        .map((email) =>
          find(record, 'INVALID_EMAIL', field, `${where(record)}: ${whyNoEmail(email)}`),
        );
    return [
      ...wrong('EMAIL', record.email ? [record.email] : []),
      ...wrong('MANAGER_EMAIL', record.managerEmail ? [record.managerEmail] : []),
      ...wrong('ALTERNATE_EMAILS', record.alternateEmails),
    ];
  });
}

function repeatedEmails(records: readonly DeveloperRecord[], find: Find): Finding[] {
  const owners = new Map<string, DeveloperRecord>();
  const findings: Finding[] = [];
  const claim = (record: DeveloperRecord, field: 'EMAIL' | 'ALTERNATE_EMAILS', email: string) => {
    const owner = owners.get(email);
    if (!owner) owners.set(email, record);
    else if (owner !== record)
      findings.push(
        find(
          record,
          'DUPLICATE_EMAIL',
          field,
          `${where(record)}: ${email} is already the address of ${owner.name} (${where(owner)}): each address may belong to one developer.`,
        ),
      );
  };
  for (const record of records) if (record.email) claim(record, 'EMAIL', record.email);
  for (const record of records)
    for (const email of record.alternateEmails) claim(record, 'ALTERNATE_EMAILS', email);
  return findings;
}

function unknownManagers(records: readonly DeveloperRecord[], find: Find): Finding[] {
  const emails = new Set(records.map((record) => record.email));
  return records
    .filter(({ managerEmail }) => managerEmail && !emails.has(managerEmail))
    .map((record) =>
      find(
        record,
        'MANAGER_EMAIL_MISSING_IN_DEVELOPER_EMAILS',
        'MANAGER_EMAIL',
        `${where(record)}: the manager ${record.managerEmail} is no developer of this set: add a row for them, or correct the address.`,
      ),
    );
}

const circular = (records: readonly DeveloperRecord[], find: Find): Finding[] =>
  managerCycles(records).flatMap((cycle) => {
    const path = [...cycle, cycle[0]!].map((record) => record.email).join(' -> ');
    const message = `These developers manage each other in a circle: ${path}. Correct the manager of one of them.`;
    return cycle.map((record) => find(record, 'CIRCULAR_REFERENCE', 'MANAGER_EMAIL', message));
  });

/** Returns all errors that keep these developers from being imported; empty if there are none. */
export function validateDevelopers(
  records: readonly DeveloperRecord[],
  columnOf: ColumnOf = nowhere,
): DeveloperFileError[] {
  const find = finder(columnOf);
  const checks = [missingValues, malformed, repeatedEmails, unknownManagers, circular];
  return summarise(checks.flatMap((check) => check(records, find)));
}

/** Returns warnings that do not stop an import: more than one developer without a manager. */
export function developerWarnings(
  records: readonly DeveloperRecord[],
  columnOf: ColumnOf = nowhere,
): DeveloperFileError<DeveloperWarningCode>[] {
  const roots = records.filter((record) => record.managerEmail === null);
  if (roots.length < 2) return [];
  const message = `${roots.length} developers have no manager, so the organisation falls into as many trees under one root: fill in the manager where one was forgotten.`;
  return summarise(
    roots.map((record) => ({
      code: 'MULTIPLE_ROOTS' as const,
      field: 'MANAGER_EMAIL',
      line: record.line,
      column: columnOf('MANAGER_EMAIL'),
      developer: record.email,
      message,
    })),
  );
}
