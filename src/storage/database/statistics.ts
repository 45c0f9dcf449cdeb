/** Fewest rows written before the planner looks at the tables again. */
const FEWEST_CHANGES = 12_000;

/**
 * SQL by which the planner looks at the tables that take a third more pages than when it last did. Numbers, instants and columns of an
 * index suffice: other texts and lists would take most of the time. So does a small sample: the order of magnitude is what counts.
 */
export const LOOK = `do $$ begin set local role none; set local default_statistics_target = 10;
  execute (select coalesce('analyze ' || string_agg(looked.name, ', '), 'select 1') from (
    select format('%s (%s)', c.oid::regclass, string_agg(quote_ident(a.attname), ', ')) as name
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
      and (a.attlen > 0 or exists (select from pg_index i where i.indrelid = c.oid and a.attnum = any(i.indkey)))
      and pg_relation_size(c.oid) > greatest(c.relpages, 1) * 4 / 3 * current_setting('block_size')::int
    group by c.oid) as looked); end $$`;

/** Takes the rows that a transaction has written. */
export type CountWritten = (rows: number) => void;

/**
 * Creates a counter that lets the planner look at the tables once they are half as large again as when it last did. During a first
 * import the server's own process comes too late. Plans made for empty tables took 60 % of the first calculation of 39,000 facts.
 */
export function createStatistics(look: () => Promise<unknown>): CountWritten {
  let changed = 0;
  let known = 0;
  let isLooking = false;
  const end = () => {
    isLooking = false;
  };
  return (rows) => {
    changed += rows;
    if (isLooking || changed < Math.max(FEWEST_CHANGES, known / 2)) return;
    known += changed;
    changed = 0;
    isLooking = true;
    look().then(end, end);
  };
}
