import { chunksOf } from '../../chunks-of.js';
import type { Table } from '../wire.js';
import { goneDraft, rowsDraft } from './draft.js';
import { idOf, readRowsById } from './rows.js';
import type { Draft, Run } from './run.js';

const ROWS_AT_ONCE = 100;
/** More than these and more than half of a table is rather a lost right than a deletion. */
const FEW = 20;

/** Reads rows by id; yields those that are there, and returns the others. */
async function* readThere(
  run: Run,
  table: Table,
  ids: readonly string[],
): AsyncGenerator<Draft, readonly string[]> {
  const absent: string[] = [];
  for (const some of chunksOf(ids, ROWS_AT_ONCE)) {
    const rows = await readRowsById(run, table, some);
    const there = new Set(rows.map(idOf));
    absent.push(...some.filter((id) => !there.has(id)));
    if (rows.length > 0) yield rowsDraft(run, table, rows);
  }
  return absent;
}

/**
 * Deletes what neither the sweep nor a second look found: deleted rows, and those that the filter no longer has. Where
 * most of a table is missing for the first time, the next sweep decides.
 */
export async function* deleteMissing(run: Run, table: Table): AsyncGenerator<Draft> {
  const { state, context } = run;
  const own = state[table];
  const missing = [...own.known.difference(own.seen)].sort();
  const absent = yield* readThere(run, table, missing);
  const isUnlikely = absent.length > FEW && absent.length > own.known.size / 2;
  own.isDoubted = isUnlikely && !own.isDoubted;
  if (own.isDoubted)
    context.log('warn', `${absent.length} rows of ${table} are missing: the next sweep decides.`);
  const ids = own.isDoubted ? [] : absent;
  for (const id of ids) own.known.delete(id);
  own.walk = null;
  own.seen = new Set();
  // A page of nothing too, so that the next run knows that the sweep has ended.
  yield goneDraft(run, table, ids);
}
