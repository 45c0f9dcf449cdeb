import { notFound, type SpotCheck } from '../discover.js';
import type { SourceContext } from '../provider.js';
import { openInstance, readTable } from './api.js';
import type { ServicenowSettings } from './settings.js';
import { rowId } from './to-facts.js';
import { cell, tables } from './wire.js';

/** Looks up an incident or a change request by its number, such as `INC0010002`. */
export async function spotCheck(
  settings: ServicenowSettings,
  what: string,
  context: SourceContext,
): Promise<SpotCheck> {
  const number = what.trim();
  if (!/^[\w-]+$/.test(number)) return notFound('Name a row by its number, such as INC0010002.');
  const instance = await openInstance(settings, context);
  const fields = ['sys_id', 'number', 'state', 'sys_updated_on'];
  for (const table of tables) {
    const query = `number=${number}`;
    const { rows } = await readTable(instance, table, { query, fields, limit: 1, shown: true });
    const [id, key, state, updated] = fields.map((field) => cell.safeParse(rows[0]?.[field]).data);
    if (id?.value && key?.value === number)
      return {
        found: true,
        factId: rowId(instance.place, table, id.value),
        message: `${number} is ${state?.display ?? 'in no state'}, last changed ${updated?.value} UTC.`,
      };
  }
  return notFound(`ServiceNow has no ${number}, or the account may not see it.`);
}
