import type { Row, World } from './types.js';
import { vendorTime } from './vendor-time.js';

const found = ({ tables }: World, number: string): Row => {
  const rows = [...tables.incident!.values(), ...tables.change_request!.values()];
  const row = rows.find((one) => one.number === number);
  if (!row) throw new RangeError(`There is no ${number}.`);
  return row;
};

/** Changes columns of a row, as the instance's clock shows. */
export function change(world: World, number: string, columns: Row): Row {
  const row = found(world, number);
  return Object.assign(row, columns, { sys_updated_on: vendorTime(world.now) });
}

/** Deletes a row. */
export function deleteRow({ tables }: World, number: string): void {
  for (const rows of [tables.incident!, tables.change_request!])
    for (const [id, row] of rows) if (row.number === number) rows.delete(id);
}

/** Gives a row of any table another name; no row that refers to it is changed. */
export function rename({ tables }: World, table: string, id: string, name: string): void {
  tables[table]!.get(id)!.name = name;
}

/** Calls a state of a table otherwise. */
export function renameState({ tables }: World, table: string, value: string, label: string): void {
  for (const choice of tables.sys_choice!.values())
    if (choice.name === table && choice.value === value) choice.label = label;
}
