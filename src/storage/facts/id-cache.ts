import type { Session } from '../sql/session.js';

/** The number of a record of a repository, and of the one that stands for it. */
export interface KnownRecord {
  readonly number: number;
  readonly leader: number;
}

/** Numbers that were looked up before, so that one who writes many pages need not ask for them again. Of no use after a failure. */
export interface IdCache {
  readonly repositories: Map<string, KnownRecord>;
  readonly people: Map<string, number>;
  readonly dimensions: Map<string, number>;
  /** Repositories that were told for the first time, so that most likely nothing of theirs was told before. */
  readonly first: Set<string>;
  /** What was told by whoever maps kept pages again; null where pages come for the first time. */
  readonly replayed: ReplayedIds | null;
}

/**
 * Numbers of what was told already, or names of what was taken back before it was ever told. A page that is mapped again tells the
 * same instants, and what it says now shall stand: what is told for the first time takes the place of what was told at its instant
 * before. Beyond that equal instants are decided as ever.
 */
export type ReplayedIds = Set<number | string>;

export const emptyIdCache = (replayed: ReplayedIds | null = null): IdCache => ({
  replayed,
  repositories: new Map(),
  people: new Map(),
  dimensions: new Map(),
  first: new Set(),
});

/** Forgets what a transaction that was lost may have noted. */
export function forget({ repositories, people, dimensions, first }: IdCache): void {
  for (const known of [repositories, people, dimensions, first]) known.clear();
}

/** Notes those of `ids` that were not there before, unless something was taken back: it might be told again. */
export async function cacheNewIds(
  session: Session,
  ids: readonly string[],
  { repositories, first }: IdCache,
): Promise<void> {
  const [row] = await session.query<{ any: boolean }>(
    'select exists (select 1 from tombstone where account_id = $1) as any',
    [session.account],
  );
  if (row?.any) return;
  for (const id of ids) if (!repositories.has(id)) first.add(id);
}

/** Looks up the numbers of repositories that are not known yet. */
export async function findRepositories(
  session: Session,
  ids: readonly string[],
  known: Map<string, KnownRecord>,
): Promise<void> {
  const missing = ids.filter((id) => !known.has(id));
  if (missing.length === 0) return;
  const rows = await session.query<KnownRecord & { readonly id: string }>(
    'select id, number::float8 as number, coalesce(same_as, number)::float8 as leader from repository where account_id = $1 and id = any($2::text[])',
    [session.account, missing],
  );
  for (const { id, ...record } of rows) known.set(id, record);
}
