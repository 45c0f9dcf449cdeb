import type { SourceContext } from '../provider.js';
import { type Instance, isRefused, readAll } from './api.js';
import { columnsIn } from './encoded-query.js';
import type { ServicenowSettings } from './settings.js';
import { type Choice, statesOf } from './states.js';
import { cell, type States, type Table } from './wire.js';

type Log = SourceContext['log'];

const textIn = (row: Readonly<Record<string, unknown>>, column: string): string =>
  cell.safeParse(row[column]).data?.value ?? '';

/** Returns what a look-up finds; null where the account may not read the table. */
export async function unlessRefused<Found>(find: () => Promise<Found>): Promise<Found | null> {
  try {
    return await find();
  } catch (error) {
    if (isRefused(error)) return null;
    throw error;
  }
}

/** Reads what the instance calls states; null where the account may not. */
export const readChoices = (instance: Instance): Promise<readonly Choice[] | null> =>
  unlessRefused(async () => {
    const rows = await readAll(instance, 'sys_choice', {
      query: 'nameINtask,incident,change_request^element=state^inactive=false',
      fields: ['name', 'value', 'label', 'language'],
    });
    return rows.map((row) => ({
      name: textIn(row, 'name'),
      value: textIn(row, 'value'),
      label: textIn(row, 'label'),
      language: textIn(row, 'language'),
    }));
  });

/** Reads what states mean. */
export async function readStates(
  instance: Instance,
  log: Log,
): Promise<Readonly<Record<Table, States>>> {
  const choices = await readChoices(instance);
  if (choices === null)
    log('warn', 'The account may not read sys_choice, so states go by the numbers as delivered.');
  const { settings } = instance;
  return {
    incident: statesOf('incident', choices ?? [], settings),
    change_request: statesOf('change_request', choices ?? [], settings),
  };
}

/** Columns of a table and of tasks, by name. */
export type Columns = ReadonlyMap<
  string,
  { readonly label: string; readonly tables: ReadonlySet<string> }
>;

/** Reads the columns of both tables; null where the account may not. */
export const readColumns = (instance: Instance): Promise<Columns | null> =>
  unlessRefused(async () => {
    const rows = await readAll(instance, 'sys_dictionary', {
      query: 'nameINtask,incident,change_request^elementISNOTEMPTY',
      fields: ['name', 'element', 'column_label'],
    });
    const columns = new Map<string, { label: string; tables: Set<string> }>();
    for (const row of rows) {
      const element = textIn(row, 'element');
      const known = columns.get(element) ?? {
        label: textIn(row, 'column_label'),
        tables: new Set(),
      };
      known.tables.add(textIn(row, 'name'));
      columns.set(element, known);
    }
    return columns;
  });

export const filterOf = (
  { incidentFilter, changeRequestFilter }: ServicenowSettings,
  table: Table,
): string => (table === 'incident' ? incidentFilter : changeRequestFilter);

export const tablesOf = ({ changeRequests }: ServicenowSettings): readonly Table[] =>
  changeRequests ? ['incident', 'change_request'] : ['incident'];

/** Returns the columns of a table's filter that do not exist: ServiceNow ignores their conditions. */
export function unknownColumns(
  columns: Columns,
  settings: ServicenowSettings,
  table: Table,
): readonly string[] {
  const isKnown = (column: string): boolean => {
    const owners = columns.get(column)?.tables;
    return owners !== undefined && (owners.has(table) || owners.has('task'));
  };
  return columnsIn(filterOf(settings, table)).filter((column) => !isKnown(column));
}

/** Says which conditions would be ignored, so that all rows came. */
export const unknownColumnsText = (table: Table, columns: readonly string[]): string =>
  `The filter of ${table} asks for ${columns.join(', ')}, which ServiceNow does not know and would ignore: correct the names of the columns.`;
