/** Fewest rows written before the planner looks at the tables again. */
const FEWEST_CHANGES = 12_000;

/** SQL by which the planner looks at all tables. A small sample suffices: it only needs the order of magnitude of a table. */
export const LOOK = `do $$ begin set local role none; set local default_statistics_target = 10;
  execute (select 'analyze ' || string_agg(format('%I.%I', schemaname, tablename), ', ') from pg_tables where schemaname = 'public'); end $$`;

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
