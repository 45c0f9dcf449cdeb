import { isBrief, throughOutages } from '../storage/database/outage.js';
import { isConflict } from '../storage/sql/sql-state.js';
import type { IngestionContext } from './context.js';

/** Milliseconds for which a run without a sign of life counts as alive; after that another process may take it over. */
export const LONGEST_OUTAGE_MILLISECONDS = 60_000;

/**
 * Returns the context of work that nobody waits for. Its transactions are repeated after a conflict with another, and while an outage of
 * the database lasts. They end when `signal` is aborted, and after a minute. A note that a transaction makes outside of the database must
 * hold for its repetition too.
 */
export function patientContext(context: IngestionContext, signal: AbortSignal): IngestionContext {
  const { database } = context;
  const patience = {
    longest: LONGEST_OUTAGE_MILLISECONDS,
    isPassing: (error: unknown) => isBrief(error) || isConflict(error),
  };
  return {
    ...context,
    database: {
      ...database,
      read: (account, work) => throughOutages(signal, () => database.read(account, work), patience),
      write: (account, work) =>
        throughOutages(signal, () => database.write(account, work), patience),
    },
  };
}
