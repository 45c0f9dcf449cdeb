import { isRefused } from '../api.js';
import type { Table } from '../wire.js';
import { goneDraft, noteRows, rowsDraft } from './draft.js';
import { idOf, type Row, readRows, updatedOf } from './rows.js';
import type { Draft, Run } from './run.js';
import type { TableState, Walk } from './state.js';
import { deleteMissing } from './sweep.js';
import { before } from './vendor-time.js';

const later = (left: string, right: string): string => (left > right ? left : right);

/** Moves the state on behind a walk that has ended. */
function finish(own: TableState, walk: Walk): void {
  if (walk.kind === 'SWEEP') return;
  own.walk = null;
  own.until = later(own.until ?? walk.begun, walk.begun);
  const earliest = before(own.until);
  own.recent = Object.fromEntries(
    Object.entries(own.recent).filter(([, updated]) => updated >= earliest),
  );
}

const isNew = ({ recent }: TableState, row: Row): boolean => {
  const id = idOf(row);
  return id === null || recent[id] !== updatedOf(row);
};

/** Returns how many rows the run expects; only the first count of a walk is of all of it. */
function expectedOf({ expected }: Run, table: Table, { kind }: Walk, total: number): number | null {
  if (kind === 'CHANGES') return null;
  const walk = `${table} ${kind}`;
  expected.set(walk, expected.get(walk) ?? total);
  return [...expected.values()].reduce((sum, count) => sum + count, 0);
}

/** Reads the next page of a walk and moves the state on behind it; null where it holds nothing new. */
async function walkOn(run: Run, table: Table, walk: Walk) {
  const own = run.state[table];
  const { rows: found, total, next, hasNext } = await readRows(run, table, walk);
  const rows = walk.kind === 'CHANGES' ? found.filter((row) => isNew(own, row)) : found;
  const draft = rows.length === 0 ? null : await rowsDraft(run, table, rows);
  noteRows(own, walk, rows);
  own.walk = { ...walk, ...next };
  if (!hasNext) finish(own, walk);
  const expected = total === null ? null : expectedOf(run, table, walk, total);
  return {
    draft: draft && expected !== null ? { ...draft, total: expected } : draft,
    next,
    hasNext,
  };
}

/** Walks to the end. The state stands behind each page before it is handed on. */
async function* walkSteps(run: Run, table: Table, first: Walk): AsyncGenerator<Draft> {
  run.state[table].walk = first;
  let isKept = true;
  for (let walk = first, hasMore = true; hasMore; ) {
    const { draft, next, hasNext } = await walkOn(run, table, walk);
    isKept = draft !== null;
    if (draft) yield draft;
    walk = { ...walk, ...next };
    hasMore = hasNext;
  }
  // A page of nothing keeps the cursor.
  if (!isKept && first.kind === 'BACKFILL') yield goneDraft(run, table, []);
}

const walkOf = ({ begun }: Run, kind: Walk['kind'], since: string): Walk => ({
  ...{ kind, since, begun, last: null, offset: 0 },
});

async function* sweepSteps(run: Run, table: Table, walk: Walk): AsyncGenerator<Draft> {
  yield* walkSteps(run, table, walk);
  yield* deleteMissing(run, table);
}

/** Returns the date from which changes are read; it lies before the last run, in which some were under way. */
const changedSince = ({ begun, state }: Run, { until }: TableState): string =>
  later(before(until ?? begun), state.from);

/** Reads a table: what the last run left first, then what changed, then in a sweep everything again. */
async function* steps(run: Run, table: Table): AsyncGenerator<Draft> {
  const { context, state } = run;
  const own = state[table];
  const left = own.walk;
  const isFirst = own.until === null;
  if (left?.kind === 'SWEEP') yield* sweepSteps(run, table, left);
  else if (left) yield* walkSteps(run, table, left);
  if (left || !isFirst)
    yield* walkSteps(run, table, walkOf(run, 'CHANGES', changedSince(run, own)));
  else yield* walkSteps(run, table, walkOf(run, 'BACKFILL', state.from));
  if (context.pass !== 'SWEEP' || isFirst || left?.kind === 'SWEEP') return;
  own.seen = new Set();
  yield* sweepSteps(run, table, walkOf(run, 'SWEEP', state.from));
}

/** Reads a table. Change requests that the account may not read stop nothing; incidents do. */
export async function* tableSteps(run: Run, table: Table): AsyncGenerator<Draft> {
  try {
    yield* steps(run, table);
  } catch (error) {
    if (!isRefused(error)) throw error;
    const grant = `ServiceNow does not let the account read ${table}: grant it the role itil, or a role of your own that reads ${table}.`;
    if (table === 'incident') throw new Error(grant, { cause: error });
    run.context.log('warn', grant);
  }
}
