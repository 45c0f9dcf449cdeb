import { Fault } from '../../model/errors.js';
import { byColumn } from '../sql/by-column.js';
import type { Session } from '../sql/session.js';
import { columnOf, type DocumentRow, type StoredDocument, tableOf } from './stored-document.js';
import { storedDocuments } from './stored-documents.js';

interface StoredRow {
  readonly place: string;
  readonly row: DocumentRow;
}
/** Receives one line for each row that could not be upgraded and was deleted. */
export type OnUnreadable = (line: string) => void;

const PAGE = 500;

const nameOf = (document: StoredDocument, account: number, row: DocumentRow): string => {
  const number = row.number ?? row.node ?? '?';
  const name = typeof row.name === 'string' ? ` "${row.name}"` : '';
  return `${document.name} of ${tableOf(document)} ${number}${name} of account ${account}`;
};

/** Returns the value in the program's version, or a sentence that says where it does not fit. */
export function upgradeValue(
  { upgrades, formOf, version }: StoredDocument,
  before: number,
  value: unknown,
  row: DocumentRow,
): { readonly value: unknown } | { readonly misfit: string } {
  const first = upgrades.length - (version - before);
  const next = upgrades
    .slice(Math.max(0, first))
    .reduce((current, upgrade) => upgrade(current, row), value);
  const { error } = formOf(row).safeParse(next);
  if (!error) return { value: next };
  const [issue] = error.issues;
  return { misfit: `${issue?.path.join('.') || 'value'}: ${issue?.message}` };
}

/** A value to write, with the place of its row. */
interface Upgraded {
  readonly place: string;
  readonly value: unknown;
}

async function writeValues(
  session: Session,
  document: StoredDocument,
  upgraded: readonly Upgraded[],
): Promise<void> {
  if (upgraded.length === 0) return;
  await session.query(
    `update ${tableOf(document)} set ${columnOf(document)} = upgraded.value::jsonb
     from unnest($1::text[], $2::text[]) as upgraded (place, value) where ctid = upgraded.place::tid`,
    [upgraded.map(({ place }) => place), upgraded.map(({ value }) => JSON.stringify(value))],
  );
}

async function deleteRow(session: Session, document: StoredDocument, { place, row }: StoredRow) {
  for (const statement of document.referring) await session.run(statement, [row.number]);
  await session.query(`delete from ${tableOf(document)} where ctid = $1::tid`, [place]);
}

const same = (left: unknown, right: unknown) => JSON.stringify(left) === JSON.stringify(right);

/** Returns the value to write, if it differs. Deletes a row that can be made again and cannot be upgraded; refuses the database otherwise. */
async function upgradeRow(
  session: Session,
  document: StoredDocument,
  before: number,
  stored: StoredRow,
  onUnreadable: OnUnreadable,
): Promise<Upgraded[]> {
  const { place, row } = stored;
  const value = row[columnOf(document)];
  const next = upgradeValue(document, before, value, row);
  if ('value' in next) return same(next.value, value) ? [] : [{ place, value: next.value }];
  const name = nameOf(document, session.account, row);
  if (document.unreadable === 'REFUSE_DATABASE')
    throw new Fault(
      'UNAVAILABLE',
      `The database cannot be upgraded: ${name} is none that this program can read (${next.misfit}). Save it again with the program that wrote it, then upgrade.`,
    );
  await deleteRow(session, document, stored);
  onUnreadable(
    `${name} could not be upgraded (${next.misfit}) and was deleted: it is made again when it is asked for`,
  );
  return [];
}

/** The cursor does not see what is written meanwhile, so that each row is upgraded once. */
async function upgradeAccount(
  session: Session,
  document: StoredDocument,
  before: number,
  onUnreadable: OnUnreadable,
): Promise<void> {
  const table = tableOf(document);
  await session.query(
    `declare stored_rows cursor for select ctid::text as place, to_jsonb(${table}) as row from ${table} where account_id = ${session.account}`,
  );
  for (;;) {
    const rows = await session.query<StoredRow>(`fetch ${PAGE} from stored_rows`);
    const upgraded: Upgraded[] = [];
    for (const row of rows)
      upgraded.push(...(await upgradeRow(session, document, before, row, onUnreadable)));
    await writeValues(session, document, upgraded);
    if (rows.length < PAGE) break;
  }
  await session.query('close stored_rows');
}

async function storedVersions(session: Session): Promise<Map<string, number>> {
  const rows = await session.query<{ name: string; version: number }>(
    'select name, version from stored_document',
  );
  return new Map(rows.map(({ name, version }) => [name, version]));
}

/** Returns why documents of these versions are not those of the program; null where they are. */
export function otherVersions(
  stored: ReadonlyMap<string, number>,
  documents: readonly StoredDocument[] = storedDocuments,
): string | null {
  const known = new Map(documents.map(({ name, version }) => [name as string, version]));
  for (const [name, version] of stored)
    if (version > (known.get(name) ?? 0))
      return `The database is newer than this program: it holds version ${version} of ${name}. Update the program, or open another database.`;
  const older = documents.find(({ name, version }) => stored.get(name) !== version);
  if (!older) return null;
  return `The database is older than this program: it lacks version ${older.version} of ${older.name}. Run "insights migrate", or start this program again.`;
}

function refuseNewer(stored: ReadonlyMap<string, number>, documents: readonly StoredDocument[]) {
  const reason = otherVersions(stored, documents);
  if (reason?.startsWith('The database is newer')) throw new Fault('UNAVAILABLE', reason);
}

/**
 * Brings all documents of all accounts to the versions of the program, in the transaction of the sessions. Throws UNAVAILABLE where the database is
 * newer, or where a document that nothing can replace cannot be upgraded.
 */
export async function upgradeDocuments(
  sessionOf: (account: number) => Session,
  onUnreadable: OnUnreadable,
  documents: readonly StoredDocument[] = storedDocuments,
): Promise<void> {
  const all = sessionOf(0);
  const stored = await storedVersions(all);
  refuseNewer(stored, documents);
  const behind = documents.filter(({ name, version }) => stored.get(name) !== version);
  if (behind.length === 0) return;
  const accounts = await all.query<{ id: number }>('select id::float8 as id from account');
  for (const document of behind) {
    const before = stored.get(document.name) ?? document.version - document.upgrades.length;
    if (before === document.version) continue;
    for (const { id } of accounts) {
      const session = sessionOf(id);
      await session.query("select set_config('app.account', $1, true)", [String(id)]);
      await upgradeAccount(session, document, before, onUnreadable);
    }
  }
  await all.query(
    `insert into stored_document (name, version) select * from unnest($1::text[], $2::int[])
     on conflict (name) do update set version = excluded.version`,
    byColumn(behind, 'name', 'version'),
  );
}
