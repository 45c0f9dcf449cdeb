import { createClient, onConnection } from './connection.js';
import {
  type CopiedTable,
  type CopyOptions,
  copyAccount,
  demandEmpty,
  raiseSequences,
} from './copy-account.js';
import { openDatabase } from './database.js';

/** Rows of both databases added up by table. */
function totalsOf(copied: readonly CopiedTable[]): CopiedTable[] {
  const byTable = Map.groupBy(copied, ({ table }) => table);
  return [...byTable].map(([table, parts]) => ({
    table,
    rows: parts.reduce((sum, { rows }) => sum + rows, 0),
  }));
}

/**
 * Copies every account into an empty PostgreSQL database, in one transaction: all of it, counted table by table, or nothing.
 * Nobody may write to the source meanwhile. Throws CONFLICT if the target is not empty, UNAVAILABLE if it cannot be reached.
 */
export async function copyDatabase(options: CopyOptions): Promise<CopiedTable[]> {
  const { url } = options;
  const prepared = await openDatabase({ url, name: '--to', directory: null, clock: Date.now });
  await prepared.close();
  options.signal?.throwIfAborted();
  return onConnection(createClient(url), async (target) => {
    await target.query('begin');
    await demandEmpty(target);
    const accounts = await options.from.accounts();
    const copied: CopiedTable[] = [];
    for (const account of accounts) copied.push(...(await copyAccount(options, target, account)));
    await raiseSequences(
      target,
      accounts.map(({ id }) => id),
    );
    await target.query('commit');
    return totalsOf(copied);
  });
}
