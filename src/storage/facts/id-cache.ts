import type { Session } from '../sql/session.js';

/** Number of a repository's record, and of its leading record. */
export interface KnownRecord {
  readonly number: number;
  readonly leader: number;
}

/** Numbers that were looked up before, kept over the pages of a run. A failure makes the cache useless. */
export interface IdCache {
  readonly repositories: Map<string, KnownRecord>;
  readonly people: Map<string, number>;
  readonly dimensions: Map<string, number>;
  /** Repositories that this run imported first: most likely none of their facts are known. */
  readonly first: Set<string>;
  /** Facts that the replay of kept pages has written so far; null if pages come for the first time. */
  readonly replayed: ReplayedIds | null;
}

/**
 * Numbers of replayed facts, or names of tombstones that came before their facts. Replaying a page yields equal instants.
 * The first record of a replay therefore wins a tie with the known version; later ties follow the usual rule.
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

/** A fact was imported before that the cache took for new. The transaction is lost, and the cache with it. */
export class StaleIdCacheError extends Error {
  override readonly name = 'StaleIdCacheError';
}

/** Runs a transaction that writes facts, and once more with an empty cache if `known` took a fact for new that was imported before. */
export async function retryWithoutIdCache<T>(known: IdCache, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof StaleIdCacheError)) throw error;
    forget(known);
    return write();
  }
}

/** Notes the ids that are new, unless there are tombstones: a deleted fact can be imported again. */
export async function cacheNewIds(
  session: Session,
  ids: readonly string[],
  { repositories, first }: IdCache,
): Promise<void> {
  if (await session.hasRows('select 1 from tombstone where account_id = $1 limit 1')) return;
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
  const rows = await session.load<KnownRecord & { readonly id: string }>(
    'select id, number::float8 as number, coalesce(same_as, number)::float8 as leader from repository where account_id = $1 and id = any($2::text[])',
    [missing],
  );
  for (const { id, ...record } of rows) known.set(id, record);
}
