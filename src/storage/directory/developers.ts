import type { Developer } from '../../model/facts/people.js';
import type { Instant } from '../../model/time.js';
import { byColumn } from '../sql/by-column.js';
import { moment } from '../sql/instant-sql.js';
import type { Session } from '../sql/session.js';
import { DeveloperTable } from '../tables/identity.table.js';
import { selectionOf, updateNumbered } from '../tables/rows.js';

/** A developer as it is stored. */
export interface StoredDeveloper extends Developer {
  /** The number in "Developer 7", which is shown in place of the name. */
  readonly label: number;
  /** When it was added. */
  readonly createdAt: Instant;
  /** When it last changed. */
  readonly updatedAt: Instant;
}
export type DeveloperFields = Omit<Developer, 'number' | 'active'>;

const columns = selectionOf(DeveloperTable);

/** Locks developers and trees for writing until the transaction ends. */
export async function lockDirectory(session: Session): Promise<void> {
  await session.run('select pg_advisory_xact_lock(7426302, $1::int)::text as locked');
}

/** All developers that ever were, in the order of their numbers. */
export const readDevelopers = (session: Session): Promise<StoredDeveloper[]> =>
  session.load<StoredDeveloper>(
    `select ${columns} from developer where account_id = $1 order by developer.number`,
  );

/** The developers of these numbers, in no order. */
export const readDevelopersByNumber = (session: Session, numbers: readonly number[]) =>
  session.load<StoredDeveloper>(
    `select ${columns} from developer where account_id = $1 and number = any($2::bigint[])`,
    [numbers],
  );

/** A search by folded name, then number; from the back if `backwards`. */
export interface NameSearch {
  /** Stands anywhere in the name, or in an e-mail or attribute of a developer, in any case; null for all. */
  readonly text: string | null;
  /** Only those beyond this place of the order by folded name and number. */
  readonly beyond: { readonly name: string; readonly number: number } | null;
  readonly backwards: boolean;
  readonly limit: number;
}

export const foldedOrder = 'lower(name) collate "C"';

/** Active developers by folded name, then number; from the back if `backwards`. */
export function searchDevelopers(
  session: Session,
  { text, beyond, backwards, limit }: NameSearch,
): Promise<(StoredDeveloper & { readonly foldedName: string })[]> {
  const [sign, direction] = backwards ? ['<', 'desc'] : ['>', 'asc'];
  return session.load(
    `select ${columns}, lower(name) as "foldedName" from developer where account_id = $1 and active
       and ($2::text is null or position($2 in lower(concat_ws(' ', name, email, manager_email, alternate_emails::text, attributes::text))) > 0)
       and ($3::text is null or (${foldedOrder}, developer.number) ${sign} ($3, $4::bigint))
     order by ${foldedOrder} ${direction}, developer.number ${direction} limit $5`,
    [text?.toLowerCase() ?? null, beyond?.name ?? null, beyond?.number ?? 0, limit],
  );
}

export async function countDevelopers(session: Session): Promise<number> {
  const row = await session.find<{ count: number }>(
    'select count(*)::float8 as count from developer where account_id = $1 and active',
  );
  return row?.count ?? 0;
}

const cells = (session: Session, developers: readonly DeveloperFields[]) => [
  ...byColumn(developers, 'email', 'name', 'managerEmail'),
  developers.map(({ alternateEmails }) => JSON.stringify(alternateEmails)),
  developers.map(({ attributes }) => JSON.stringify(attributes)),
  moment(session.now),
];

/** Writes new, active developers with the next free labels and answers their numbers in the order given. */
export async function insertDevelopers(
  session: Session,
  developers: readonly DeveloperFields[],
): Promise<number[]> {
  if (developers.length === 0) return [];
  const first = await session.drawNumbers(developers.length);
  const numbers = developers.map((_developer, index) => first + index);
  await session.run(
    `insert into developer (account_id, number, email, name, manager_email, alternate_emails, attributes, active, label, created_at, updated_at)
     select $1, given.number, given.email, given.name, given.manager_email, given.alternate_emails, given.attributes, true,
       given.ordinal + (select coalesce(max(label), 0) from developer where account_id = $1), $8::timestamptz, $8::timestamptz
     from unnest($2::bigint[], $3::text[], $4::text[], $5::text[], $6::jsonb[], $7::jsonb[])
       with ordinality as given (number, email, name, manager_email, alternate_emails, attributes, ordinal)`,
    [numbers, ...cells(session, developers)],
  );
  return numbers;
}

/** Writes the new records of developers. A developer who had left becomes active again. */
export async function updateDevelopers(
  session: Session,
  developers: readonly (DeveloperFields & { readonly number: number })[],
): Promise<void> {
  if (developers.length === 0) return;
  await session.run(
    `update developer set email = given.email, name = given.name, manager_email = given.manager_email, alternate_emails = given.alternate_emails,
       attributes = given.attributes, active = true, updated_at = $8::timestamptz
     from unnest($2::bigint[], $3::text[], $4::text[], $5::text[], $6::jsonb[], $7::jsonb[])
       as given (number, email, name, manager_email, alternate_emails, attributes)
     where developer.account_id = $1 and developer.number = given.number`,
    [developers.map(({ number }) => number), ...cells(session, developers)],
  );
}

/** Lets developers go; their history stays. */
export const deactivateDevelopers = (session: Session, numbers: readonly number[]): Promise<void> =>
  updateNumbered(session, DeveloperTable, numbers, { active: false, updatedAt: session.now });
