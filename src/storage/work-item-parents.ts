import type { Session } from './session.js';

/** The parents of these work items, and of all above them, by id. */
export async function parentsAbove(
  session: Session,
  items: readonly string[],
): Promise<(readonly [item: string, parent: string | null])[]> {
  const rows = await session.query<{ id: string; parent: string | null }>(
    `with recursive above as (
       select id, parent from work_item where account_id = $1 and id = any($2::text[]) and deleted_at is null
       union select w.id, w.parent from above join work_item w on w.account_id = $1 and w.id = above.parent and w.deleted_at is null)
     select id, parent from above`,
    [session.account, items],
  );
  return rows.map(({ id, parent }) => [id, parent] as const);
}
