import type { Session } from '../sql/session.js';

/** Tables whose facts name another of their kind as the one above them. */
type ParentedTable = 'work_item' | 'pipeline_run';

/** The parents of these facts, and of all above them, by id. */
export async function ancestorsOf(
  session: Session,
  table: ParentedTable,
  ids: readonly string[],
): Promise<(readonly [id: string, parent: string | null])[]> {
  const rows = await session.loadBy<{ id: string; parent: string | null }>(
    `with recursive above as (
       select id, parent from ${table} where account_id = $1 and id = any($2::text[]) and deleted_at is null
       union select f.id, f.parent from above join ${table} f on f.account_id = $1 and f.id = above.parent and f.deleted_at is null)
     select id, parent from above`,
    ids,
  );
  return rows.map(({ id, parent }) => [id, parent] as const);
}
