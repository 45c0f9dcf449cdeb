/** Fewest rows written before the planner looks at the tables again. */
const FEWEST_CHANGES = 12_000;

/** SQL by which the planner looks at the tables that take a third more pages than when it last did. A small sample suffices: it only needs the order of magnitude. */
export const LOOK = `do $$ begin set local role none; set local default_statistics_target = 10;
  execute (select coalesce('analyze ' || string_agg(oid::regclass::text, ', '), 'select 1') from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'r'
      and pg_relation_size(oid) > greatest(relpages, 1) * 4 / 3 * current_setting('block_size')::int); end $$`;

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
