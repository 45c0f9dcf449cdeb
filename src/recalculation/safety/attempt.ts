import type { Database } from '../../storage/database/database.js';
import { isPassing } from '../../storage/sql/database-errors.js';
import type { Session } from '../../storage/sql/session.js';

/** Another worker has done, or does, what was to be done. */
export class Overtaken extends Error {
  override readonly name = 'Overtaken';
}
class Undone extends Error {}

/** Throws what is no fault of the data: of the infrastructure, or another worker's progress. */
function refusePassing(error: unknown): void {
  if (error instanceof Overtaken || isPassing(error)) throw error;
}

/** The error of data that made a transaction fail; null if it succeeded. */
export type Failure = { readonly error: unknown } | null;

/** Does work in a transaction. Returns what data made it fail, in which case nothing is written. */
export async function attempt(
  database: Database,
  account: number,
  work: (session: Session) => Promise<void>,
): Promise<Failure> {
  try {
    await database.write(account, work);
    return null;
  } catch (error) {
    refusePassing(error);
    return { error };
  }
}

/** Tries work in a transaction that is rolled back in any case. Returns what data made it fail. */
export async function probe(
  database: Database,
  account: number,
  work: (session: Session) => Promise<void>,
): Promise<Failure> {
  const failure = await attempt(database, account, async (session) => {
    await work(session);
    throw new Undone();
  });
  return failure?.error instanceof Undone ? null : failure;
}
