import { type NumberRange, numbersIn } from '../../model/change-log.js';
import type { Session } from '../sql/session.js';

/** Loads the repositories in whose commits, changes or pull requests, but deleted ones, these hashes stand. */
export function repositoriesOfHashes(session: Session, hashes: Iterable<string>) {
  const exact = (table: string) =>
    `select f.sha, f.repository::float8 as repository from ${table} f where f.account_id = $1 and f.sha = any($2::text[]) and f.deleted_at is null`;
  const byReference = (table: string) =>
    `select w.word, f.repository::float8 from fact_word w join ${table} f on f.account_id = $1 and f.number = w.source and f.deleted_at is null
     where w.account_id = $1 and w.kind = 'COMMIT' and w.word = any($2::text[])`;
  return session.loadBy<{ readonly sha: string; readonly repository: number }>(
    [exact('commit'), exact('change'), byReference('change'), byReference('pull_request')].join(
      ' union ',
    ),
    hashes,
  );
}

/** Loads the hashes of these commits and changes, deleted or not. */
export async function hashesOfCode(
  session: Session,
  touched: { readonly commits: readonly NumberRange[]; readonly changes: readonly NumberRange[] },
): Promise<string[]> {
  const ranges = [...touched.commits, ...touched.changes];
  const inRanges = (table: string) =>
    `select f.sha from unnest($2::bigint[]) as picked (number)
     join ${table} f on f.account_id = $1 and f.number = picked.number`;
  const rows = await session.loadBy<{ sha: string }>(
    `${inRanges('commit')} union ${inRanges('change')}`,
    numbersIn(ranges),
  );
  return rows.map(({ sha }) => sha.toLowerCase());
}
