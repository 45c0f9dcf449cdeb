import { readTable, type TableAsking, type TablePage, TransactionCanceled } from '../api.js';
import { encodedQuery } from '../encoded-query.js';
import { filterOf } from '../legend.js';
import { cell, columnsOf, type Table } from '../wire.js';
import type { Run } from './run.js';
import type { Walk } from './state.js';

const MOST_ROWS = 1_000;
const FEWEST_ROWS = 50;

export type Row = TablePage['rows'][number];

const textIn = (row: Row, column: string): string | null =>
  cell.safeParse(row[column]).data?.value ?? null;
export const idOf = (row: Row): string | null => textIn(row, 'sys_id');
export const updatedOf = (row: Row): string | null => textIn(row, 'sys_updated_on');

/** A date that never changes, the newest first; for changes the date of the change, the oldest first. */
const sortedBy = ({ kind }: Walk): 'sys_created_on' | 'sys_updated_on' =>
  kind === 'CHANGES' ? 'sys_updated_on' : 'sys_created_on';

/** Returns the conditions of what lies behind the last row. Dates have seconds, so the id decides between equal ones. */
function behind(walk: Walk): readonly (readonly string[])[] {
  const changed = `sys_updated_on>=${walk.since}`;
  if (walk.last === null) return [[changed]];
  const [column, sign] = [sortedBy(walk), walk.kind === 'CHANGES' ? '>' : '<'];
  const { at, id } = walk.last;
  return [
    [changed, `${column}${sign}${at}`],
    [changed, `${column}=${at}`, `sys_id${sign}${id}`],
  ];
}

/** Asks for fewer rows where ServiceNow cancels what takes too long. */
async function readShrinking(
  { instance }: Pick<Run, 'instance'>,
  table: Table,
  asking: TableAsking,
): Promise<TablePage> {
  for (let { limit } = asking; ; limit = Math.ceil(limit / 2))
    try {
      return await readTable(instance, table, { ...asking, limit });
    } catch (error) {
      if (!(error instanceof TransactionCanceled) || limit <= FEWEST_ROWS) throw error;
    }
}

const columnsIn = ({ instance }: Pick<Run, 'instance'>, table: Table) =>
  columnsOf(table, instance.settings.customFields);

/** A page of a walk, and where the walk stands behind it. */
interface WalkPage {
  readonly rows: readonly Row[];
  readonly total: number | null;
  readonly next: Pick<Walk, 'last' | 'offset'>;
  readonly hasNext: boolean;
}

function nextOf(walk: Walk, { rows, nextOffset }: TablePage): WalkPage['next'] {
  const column = sortedBy(walk);
  const read = rows.findLast((row) => idOf(row) !== null && textIn(row, column) !== null);
  if (!read) return { last: walk.last, offset: nextOffset ?? walk.offset };
  return { last: { at: textIn(read, column)!, id: idOf(read)! }, offset: 0 };
}

/** True if both stand at the same row. */
const isSame = (left: Walk['last'], right: Walk['last']): boolean =>
  left !== null && left.at === right?.at && left.id === right.id;

/** Reads the next rows of a walk. Throws where the instance answers other rows than those asked for. */
export async function readRows(run: Run, table: Table, walk: Walk): Promise<WalkPage> {
  const { settings } = run.instance;
  const query = encodedQuery(behind(walk), filterOf(settings, table), {
    columns: [sortedBy(walk), 'sys_id'],
    isDescending: walk.kind !== 'CHANGES',
  });
  const page = await readShrinking(run, table, {
    ...{ query, fields: columnsIn(run, table), limit: MOST_ROWS, offset: walk.offset, shown: true },
  });
  const next = nextOf(walk, page);
  const stands = isSame(walk.last, next.last) && next.offset === walk.offset;
  if (stands && page.nextOffset !== null)
    throw new Error(
      `ServiceNow answers the same rows of ${table} again: check the filter, and that the time zone of the account is UTC.`,
    );
  return { rows: page.rows, total: page.total, next, hasNext: page.nextOffset !== null };
}

/** Reads those of the rows that the filter still has. */
export async function readRowsById(
  run: Run,
  table: Table,
  ids: readonly string[],
): Promise<readonly Row[]> {
  const query = encodedQuery(
    [[`sys_idIN${ids.join(',')}`]],
    filterOf(run.instance.settings, table),
    { columns: ['sys_id'], isDescending: false },
  );
  const fields = columnsIn(run, table);
  const { rows } = await readShrinking(run, table, {
    query,
    fields,
    limit: ids.length,
    shown: true,
  });
  return rows;
}
