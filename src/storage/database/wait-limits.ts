import { Fault, ReadOnly } from '../../model/errors.js';
import { askerSignal, givenUp } from '../sql/asker.js';
import { stateOf } from '../sql/sql-state.js';

/** How long a transaction that somebody waits for waits for a lock, and runs one statement, by the server's own clock. */
const LIMITS = { lock_timeout: '5s', statement_timeout: '15s' } as const;

const READ_ONLY = '25006';
const LOCK_NOT_GOT = '55P03';
const CANCELLED = '57014';

/** Returns the settings of a transaction that somebody waits for; none of one in the background. The embedded database has no locks. */
export const limitsOfAsked = (kind: 'POSTGRESQL' | 'EMBEDDED'): Readonly<Record<string, string>> =>
  kind === 'POSTGRESQL' && askerSignal() !== null ? LIMITS : {};

const busy = () =>
  new Fault(
    'UNAVAILABLE',
    'The database is busy with something else for too long; try again in a few seconds.',
  );

/** Returns the fault in place of an error by which the server ended what somebody waits for, or refused a change; else the error. */
export function busyOrReadOnly(error: unknown, isChange: boolean): unknown {
  if (error instanceof Fault) return error;
  const state = stateOf(error);
  if (state === READ_ONLY && isChange) return new ReadOnly(error);
  const signal = askerSignal();
  if (signal === null || (state !== LOCK_NOT_GOT && state !== CANCELLED)) return error;
  return signal.aborted ? givenUp() : busy();
}
