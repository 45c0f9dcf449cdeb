import { inByteOrder } from '../../model/byte-order.js';
import type { FactKind } from '../../model/facts/facts.js';
import { milliseconds } from '../sql/instant-sql.js';
import type { Session } from '../sql/session.js';
import { factTables } from './fact-tables.js';
import { contentOf, type Row } from './fact-upsert.js';
import { retracted } from './superseded-facts.js';

interface Version {
  readonly updatedAt: number;
  readonly readAt: number | null;
}
/** The known version of a fact. Number 0: a tombstone that came before the fact. */
export interface Existing extends Version {
  readonly id: string;
  readonly number: number;
  readonly digest: string | null;
  readonly deleted: boolean;
  /** Number of the repository of a commit. */
  readonly repository?: number | null;
  /** Hash of a commit, in small letters. */
  readonly sha?: string | null;
}

/** Columns that are read of the known versions of a kind, with what stands for them in a tombstone. */
const ownColumns: {
  readonly [Kind in FactKind]?: readonly [columns: string, ofTombstone: string];
} = {
  COMMIT: [', repository::float8 as repository, lower(sha) as sha', ', null, null'],
};

const isNotLess = (digest: string, other: string): boolean =>
  inByteOrder(contentOf(digest), contentOf(other)) >= 0;

/** Returns the newest version of each fact, at one instant that of the greatest content. A page can hold a fact twice. */
export function newest<Kind extends FactKind>(rows: readonly Row<Kind>[]): Row<Kind>[] {
  const byId = new Map<string, Row<Kind>>();
  for (const row of rows) {
    const other = byId.get(row.fact.id);
    const later = row.fact.updatedAt - (other?.fact.updatedAt ?? 0);
    if (!other || later > 0 || (later === 0 && isNotLess(row.digest, other.digest)))
      byId.set(row.fact.id, row);
  }
  return [...byId.values()];
}

/** Loads the known versions of facts of a kind, by id. Each is looked up by its key: the planner would rather go through a small table. */
export async function existingOf(
  session: Session,
  kind: FactKind,
  ids: readonly string[],
): Promise<Map<string, Existing>> {
  const [columns, ofTombstone] = ownColumns[kind] ?? ['', ''];
  const rows = await session.load<Existing>(
    `select id, number::float8 as number, digest, ${milliseconds('updated_at')} as "updatedAt", ${milliseconds('read_at')} as "readAt",
     ${retracted(kind, 'f')} as deleted${columns}
       from unnest($2::text[]) as wanted (one)
         cross join lateral (select * from ${factTables[kind].table} where account_id = $1 and id = wanted.one offset 0) f
     union all select id, 0, null, ${milliseconds('updated_at')}, null, true${ofTombstone}
       from tombstone where account_id = $1 and kind = $3 and id = any($2::text[])
         and not exists (select 1 from ${factTables[kind].table} f where f.account_id = $1 and f.id = tombstone.id)`,
    [ids, kind],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

const readBetween = (before: Version, after: Version): number =>
  (after.readAt ?? Number.MIN_SAFE_INTEGER) - (before.readAt ?? Number.MIN_SAFE_INTEGER);

/** Returns whether a version is later than another: by the vendor's date, then by when each was read. */
export const isLater = (after: Version, before: Version): boolean =>
  (after.updatedAt - before.updatedAt || readBetween(before, after)) > 0;

/**
 * Returns true if a version supersedes the known one. At one date a tombstone holds, then the version read later, then the greater
 * content. A replayed version supersedes a tombstone, and the version that was read at the same instant.
 */
export function supersedes<Kind extends FactKind>(
  existing: Existing | undefined,
  { fact: { updatedAt }, readAt, digest }: Row<Kind>,
  takesPlace: boolean,
): boolean {
  if (!existing) return true;
  if (updatedAt !== existing.updatedAt) return updatedAt > existing.updatedAt;
  if (existing.deleted) return takesPlace;
  const readLater = readBetween(existing, { updatedAt, readAt });
  if (readLater !== 0) return readLater > 0;
  return takesPlace || isNotLess(digest, existing.digest ?? '');
}

/** Returns the key of a tombstone that came before its fact. */
export const tombstoneKey = (kind: FactKind, id: string) => `${kind} ${id}`;
