import type { FactKind, Inventory, Tombstone } from '../../model/facts/facts.js';
import { timestamp } from '../sql/instant-sql.js';
import type { Session } from '../sql/session.js';
import { factTables } from './fact-tables.js';
import { deletedByToolAt, isDeletedByTool } from './hidden-facts.js';
import { liesInRecord } from './repository-members.js';
import { isSupersedable } from './superseded-facts.js';

export interface Removed {
  readonly kind: FactKind;
  /** Numbers of facts that were not deleted until now. */
  readonly numbers: readonly number[];
  /** Numbers of all facts that are deleted now, also before. */
  readonly gone: readonly number[];
}

interface Reached {
  readonly number: number;
  readonly lived: boolean;
}

/** A fact that was deleted before only gets the later instant. */
const removedOf = (kind: FactKind, rows: readonly Reached[]): Removed => ({
  kind,
  numbers: rows.filter(({ lived }) => lived).map(({ number }) => number),
  gone: rows.map(({ number }) => number),
});

/** SQL: since when row `fact` is deleted once it is retracted, and that nothing supersedes it any more. */
const deletedFrom = (kind: FactKind, at: string): string =>
  isSupersedable(kind)
    ? `case when fact.superseded then ${at} else coalesce(${deletedByToolAt('fact.deleted_at')}, ${at}) end, superseded = false`
    : `coalesce(${deletedByToolAt('fact.deleted_at')}, ${at})`;

/** SQL: row `fact` is what record $2 reports. */
const reportedIn = (kind: FactKind): string =>
  isSupersedable(kind)
    ? `fact.repository in (select unnest(array[r.number, r.same_as]) from repository r where r.account_id = $1 and r.number = $2)
         and coalesce(fact.named_repository, fact.repository) = $2`
    : `exists (select from repository r where r.account_id = $1 and r.number = $2 and ${liesInRecord(kind)})`;

/** SQL: a source deletes only what it reported last itself: a repository may have moved to where another one reads it. */
const isOwn = (kind: FactKind): string =>
  kind === 'REPOSITORY' ? 'and fact.integration in (0, $4)' : 'and $4::bigint is not null';

async function deleteListed(
  session: Session,
  integration: number,
  kind: FactKind,
  listed: readonly Tombstone[],
): Promise<Removed> {
  const inOrder = listed.toSorted((left, right) => left.updatedAt - right.updatedAt);
  const tombstones = [...new Map(inOrder.map((tombstone) => [tombstone.id, tombstone])).values()];
  const ids = tombstones.map(({ id }) => id);
  const instants = tombstones.map(({ updatedAt }) => timestamp(updatedAt));
  const { table } = factTables[kind];
  const rows = await session.load<Reached>(
    `update ${table} as fact set deleted_at = ${deletedFrom(kind, 'listed.at')}, updated_at = listed.at
     from unnest($2::text[], $3::timestamptz[]) as listed (id, at), ${table} as before
     where fact.account_id = $1 and fact.id = listed.id and fact.updated_at <= listed.at ${isOwn(kind)}
       and before.account_id = $1 and before.id = listed.id
     returning fact.number::float8 as number, ${isDeletedByTool('before.deleted_at')} is not true as lived`,
    [ids, instants, integration],
  );
  await session.run(
    `insert into tombstone (account_id, kind, id, updated_at)
     select $1, $2, listed.id, listed.at from unnest($3::text[], $4::timestamptz[]) as listed (id, at)
     where not exists (select 1 from ${table} as fact where fact.account_id = $1 and fact.id = listed.id)
     on conflict (account_id, kind, id) do update set updated_at = greatest(tombstone.updated_at, excluded.updated_at)`,
    [kind, ids, instants],
  );
  return removedOf(kind, rows);
}

/** Deletes the facts that tombstones name, unless a later version is known. A version of the same instant does not keep a fact. */
export async function removeListed(
  session: Session,
  integration: number,
  tombstones: readonly Tombstone[],
): Promise<Removed[]> {
  const byKind = Map.groupBy(tombstones, ({ kind }) => kind);
  const removed: Removed[] = [];
  for (const [kind, some] of byKind)
    removed.push(await deleteListed(session, integration, kind, some));
  return removed;
}

/** Deletes the facts that a complete list does not name any more. */
export async function removeUnlisted(
  session: Session,
  inventories: readonly Inventory[],
  record: (id: string) => number,
): Promise<Removed[]> {
  const removed: Removed[] = [];
  for (const { kind, repository: id, ids, updatedAt } of inventories) {
    const { table } = factTables[kind];
    const rows = await session.load<Reached>(
      `update ${table} as fact set deleted_at = ${deletedFrom(kind, '$4::timestamptz')}, updated_at = $4::timestamptz
       from ${table} as before
       where fact.account_id = $1 and ${reportedIn(kind)} and fact.updated_at <= $4::timestamptz
         and fact.id not in (select unnest($3::text[])) and before.account_id = $1 and before.id = fact.id
       returning fact.number::float8 as number, ${isDeletedByTool('before.deleted_at')} is not true as lived`,
      [record(id), ids, timestamp(updatedAt)],
    );
    removed.push(removedOf(kind, rows));
  }
  return removed;
}
