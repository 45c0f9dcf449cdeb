import type { Traits } from '../../model/inputs/input-base.js';
import { relationName } from '../../model/relation.js';
import { milliseconds } from '../sql/instant-sql.js';
import { LoadedRows } from '../sql/loaded-rows.js';
import type { Session } from '../sql/session.js';
import type { RowOf } from '../tables/same-shape.js';
import type { WorkItemTable } from '../tables/work.table.js';
import { fieldTraits, present } from './cell.js';

type Item = RowOf<typeof WorkItemTable>;
/** A work item as it rests, with what stands above it. */
export interface ItemRow
  extends Pick<Item, 'number' | 'id' | 'type' | 'isSubtask' | 'status' | 'statusCategory'>,
    Pick<Item, 'resolution' | 'priority' | 'labels' | 'components' | 'points' | 'assignee'>,
    Pick<Item, 'createdAt' | 'resolvedAt' | 'customFields' | 'statusHistory'>,
    Pick<Item, 'assigneeHistory' | 'pointsHistory' | 'sprintHistory'> {
  readonly project: number;
  readonly projectName: string;
  readonly parent: number | null;
  readonly parentKey: string | null;
  readonly sprints: readonly string[];
  readonly root: number;
}

/** Loads the rows of work items that are not deleted, in the order of their numbers. */
export async function itemRows(session: Session, numbers: Iterable<number>): Promise<ItemRow[]> {
  const wanted = [...new Set(numbers)];
  if (wanted.length === 0) return [];
  return session.load<ItemRow>(
    `select w.number::float8 as number, w.id, w.project_number::float8 as project, w.project as "projectName", w.type, w.is_subtask as "isSubtask",
       w.status, w.status_category as "statusCategory", w.resolution, w.priority, w.labels, w.components, w.points,
       above.number::float8 as parent, coalesce(above.key, w.parent) as "parentKey", w.assignee::float8 as assignee,
       ${milliseconds('w.created_at')} as "createdAt", ${milliseconds('w.resolved_at')} as "resolvedAt", w.custom_fields as "customFields",
       array(select distinct s.name from jsonb_array_elements(w.sprint_history) as move
         join sprint s on s.account_id = $1 and s.id = move ->> 'sprint' and s.deleted_at is null order by 1) as sprints,
       w.status_history as "statusHistory", w.assignee_history as "assigneeHistory", w.points_history as "pointsHistory",
       w.sprint_history as "sprintHistory", coalesce(r.target, w.number)::float8 as root
     from work_item w left join work_item above on above.account_id = $1 and above.id = w.parent and above.deleted_at is null
       left join lateral (select l.target from fact_link l where l.account_id = $1 and l.relation = '${relationName.ITEM_ROOT}'
         and l.source = w.number limit 1) r on true
     where w.account_id = $1 and w.number = any($2::bigint[]) and w.deleted_at is null order by w.number`,
    [wanted],
  );
}

/** Returns the rows of work items that are not deleted, in the order of their numbers. */
export type ReadItems = (numbers: Iterable<number>) => Promise<ItemRow[]>;

/** Loads the rows each time, so that few and many take the same number of statements. */
export const rowsOf =
  (session: Session): ReadItems =>
  (numbers) =>
    itemRows(session, numbers);

/** Reads each row once, for a transaction that does not change them: a team, its sprints and its trees are made of the same items. */
export function itemReader(session: Session): ReadItems {
  const rows = new LoadedRows<ItemRow>();
  return (numbers) => rows.load(numbers, (missing) => itemRows(session, missing));
}

export const itemTraits = (row: ItemRow): Traits => ({
  ...fieldTraits(row.customFields),
  project: [row.projectName],
  label: row.labels,
  sprint: row.sprints,
  component: row.components,
  parent: present(row.parentKey),
  type: [row.type],
  status: [row.status],
  priority: present(row.priority),
});
