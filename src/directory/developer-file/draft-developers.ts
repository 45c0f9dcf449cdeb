import { writeToString } from 'fast-csv';
import { inByteOrder } from '../../model/byte-order.js';
import { Fault } from '../../model/errors.js';
import { shielded } from '../../model/formula.js';
import { cleanEmail } from '../../model/look-alike.js';
import { accountColumns, draftComments } from './draft-comments.js';
import { type DraftPerson, draftPeople, type SourceAccount } from './draft-people.js';
import { isEmail } from './email.js';

const headers = ['Full Name', 'Email', 'Manager Email', 'Alternate Emails'];

/** A developers file to start from. */
export interface DevelopersDraft {
  /** CSV, with comments at its end. */
  readonly content: string;
  /** How many rows it has. */
  readonly people: number;
  /** How many of its lines are comments, which ask something that no source says. */
  readonly comments: number;
}

interface Row {
  readonly name: string;
  readonly emails: readonly string[];
}

const rowOf = ({ name, emails }: DraftPerson): Row => ({ name, emails });
const byEmail = (left: Row, right: Row) => inByteOrder(left.emails[0]!, right.emails[0]!);

/** The rows with that of the manager, who may be in no source. Throws BAD_USER_INPUT where the address is none. */
function withManager(rows: readonly Row[], manager: string | null): Row[] {
  if (manager === null || rows.some(({ emails }) => emails.includes(manager))) return [...rows];
  if (!isEmail(manager))
    throw new Fault('BAD_USER_INPUT', `"${manager}" is no e-mail: give that of the manager.`);
  return [...rows, { name: manager, emails: [manager] }];
}

/**
 * Returns a row for each human of all sources, managers left to be filled in; with `manager`, that
 * one manages everybody else. Uncertain matches and people without an address stand in comments
 * that imports skip.
 */
export async function draftDevelopers(
  accounts: readonly SourceAccount[],
  manager: string | null = null,
): Promise<DevelopersDraft> {
  const people = draftPeople(accounts);
  const boss = manager === null ? null : cleanEmail(manager);
  const placed = people.filter(({ emails }) => emails.length > 0).map(rowOf);
  const rows = withManager(placed, boss).sort(byEmail);
  const above = rows.find(({ emails }) => boss !== null && emails.includes(boss));
  const columns = accountColumns(people);
  const comments = draftComments(people);
  const cells = rows.map((row) => [
    ...[row.name, row.emails[0]!, row === above ? '' : (above?.emails[0] ?? '')],
    ...[row.emails.slice(1).join('; '), ...columns.map(() => '')],
  ]);
  const lines = [...cells.map((row) => row.map(shielded)), ...comments.map((line) => [line])];
  const content = await writeToString([[...headers, ...columns], ...lines], {
    includeEndRowDelimiter: true,
  });
  return { content, people: rows.length, comments: comments.length };
}
