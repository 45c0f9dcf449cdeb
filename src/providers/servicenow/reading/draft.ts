import type { GoneBody, RowsBody, Table } from '../wire.js';
import { idOf, type Row, updatedOf } from './rows.js';
import type { Draft, Run } from './run.js';
import type { TableState, Walk } from './state.js';
import { before } from './vendor-time.js';

/** Makes a page of rows, with the people that they name. */
export async function rowsDraft(
  { instance, states, users }: Run,
  table: Table,
  rows: readonly Row[],
): Promise<Draft> {
  const { place, address, settings } = instance;
  const body: RowsBody = {
    ...{ table, place, address, rows },
    ...{ states: states[table], users: await users(rows), custom: settings.customFields },
  };
  return { kind: 'rows', body, items: rows.length };
}

/** Notes that rows were read. */
export function noteRows(own: TableState, walk: Walk, rows: readonly Row[]): void {
  const earliest = before(walk.begun);
  for (const row of rows) {
    const [id, updated] = [idOf(row), updatedOf(row)];
    if (id === null) continue;
    own.known.add(id);
    if (walk.kind === 'SWEEP') own.seen.add(id);
    if (updated !== null && updated >= earliest) own.recent[id] = updated;
  }
}

/** Makes a page of rows that are no more. */
export function goneDraft({ instance, latest }: Run, table: Table, ids: readonly string[]): Draft {
  const body: GoneBody = { table, place: instance.place, ids, at: latest };
  return { kind: 'gone', body, items: ids.length };
}
