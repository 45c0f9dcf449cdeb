/** Where facts of a table lie, by the column that says so, and the place whose facts are wanted. */
export interface FactsIn {
  readonly in: 'integration' | 'repository';
  readonly of: string;
}

/**
 * SQL: the first or last instant of facts in a place that are not deleted, or another column of that fact. Only the index by place and
 * instant has this order, so that one probe finds it.
 */
export function edgeOf(
  table: string,
  instant: string,
  { in: place, of }: FactsIn,
  { last = false, wanted = instant, only = 'true' } = {},
): string {
  const [from, order] = last ? ['<=', 'desc'] : ['>=', 'asc'];
  return `(select case when t.${place} = ${of}.number then t.${wanted} end from (
      select ${place}, ${wanted} from ${table} where account_id = $1 and ${place} ${from} ${of}.number and deleted_at is null
        and ${instant} is not null and ${only}
      order by ${place} ${order}, ${instant} ${order} limit 1) t)`;
}
