import { type NumberRange, numbersIn } from '../../model/change-log.js';
import type { Session } from '../sql/session.js';

/** A repository of a known commit, by a fact that is not deleted. */
export interface RepositoryOfHash {
  readonly sha: string;
  readonly repository: number;
}

/** The repositories in whose commits, changes or pull requests these hashes stand. */
export async function repositoriesOfHashes(
  session: Session,
  hashes: Iterable<string>,
): Promise<RepositoryOfHash[]> {
  const wanted = [...new Set(hashes)];
  if (wanted.length === 0) return [];
  const exact = (table: string) =>
    `select f.sha, f.repository::float8 as repository from ${table} f where f.account_id = $1 and f.sha = any($2::text[]) and f.deleted_at is null`;
  const byReference = (table: string) =>
    `select w.word, f.repository::float8 from fact_word w join ${table} f on f.account_id = $1 and f.number = w.source and f.deleted_at is null
     where w.account_id = $1 and w.kind = 'COMMIT' and w.word = any($2::text[])`;
  return session.load<RepositoryOfHash>(
    [exact('commit'), exact('change'), byReference('change'), byReference('pull_request')].join(
      ' union ',
    ),
    [wanted],
  );
}

/** Loads the hashes of these commits and changes, deleted or not. */
export async function hashesOfCode(
  session: Session,
  touched: { readonly commits: readonly NumberRange[]; readonly changes: readonly NumberRange[] },
): Promise<string[]> {
  const ranges = [...touched.commits, ...touched.changes];
  if (ranges.length === 0) return [];
  const inRanges = (table: string) =>
    `select f.sha from unnest($2::bigint[]) as picked (number)
     join ${table} f on f.account_id = $1 and f.number = picked.number`;
  const rows = await session.load<{ sha: string }>(
    `${inRanges('commit')} union ${inRanges('change')}`,
    [numbersIn(ranges)],
  );
  return rows.map(({ sha }) => sha.toLowerCase());
}
