import { chunksOf } from '../../chunks-of.js';
import { lineOrNull } from '../../names.js';
import type { SourceContext } from '../../provider.js';
import { type Instance, readTable } from '../api.js';
import { unlessRefused } from '../legend.js';
import { cell, type WireUser } from '../wire.js';

/** Ids are long, and so are addresses of requests that name them. */
const USERS_AT_ONCE = 100;
const columns = ['sys_id', 'name', 'email', 'web_service_access_only', 'internal_integration_user'];

type Row = Readonly<Record<string, unknown>>;
const textIn = (row: Row, column: string): string | null =>
  cell.safeParse(row[column]).data?.value ?? null;

const userOf = (row: Row): WireUser => {
  const email = textIn(row, 'email');
  return {
    name: lineOrNull(textIn(row, 'name')),
    email: email?.includes('@') ? email.trim() : null,
    // Nobody can log in by hand as either.
    isBot: ['web_service_access_only', 'internal_integration_user'].some(
      (column) => textIn(row, column) === 'true',
    ),
  };
};

/** Reads people as rows name them, each once a run. Where the account may not, they are known by what rows show. */
export function createUsers(instance: Instance, log: SourceContext['log']) {
  const known = new Map<string, WireUser | null>();
  let isRefused = false;

  async function read(ids: readonly string[]): Promise<void> {
    const query = `sys_idIN${ids.join(',')}`;
    const page = await unlessRefused(() =>
      readTable(instance, 'sys_user', { query, fields: columns, limit: USERS_AT_ONCE }),
    );
    if (page === null) {
      isRefused = true;
      log('warn', 'The account may not read sys_user: people come without e-mail addresses.');
    }
    const rows = new Map(page?.rows.map((row) => [textIn(row, 'sys_id'), userOf(row)]));
    for (const id of ids) known.set(id, rows.get(id) ?? null);
  }

  return async (rows: readonly Row[]): Promise<Readonly<Record<string, WireUser>>> => {
    const named = new Set(rows.flatMap((row) => textIn(row, 'assigned_to') ?? []));
    const ids = [...named].filter((id) => /^[\w.-]+$/.test(id)).sort();
    for (const some of chunksOf(
      ids.filter((id) => !known.has(id)),
      USERS_AT_ONCE,
    ))
      if (!isRefused) await read(some);
    return Object.fromEntries(
      ids.flatMap((id) => {
        const user = known.get(id);
        return user ? [[id, user] as const] : [];
      }),
    );
  };
}
