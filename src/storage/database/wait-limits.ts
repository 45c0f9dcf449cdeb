import { Fault, ReadOnly } from '../../model/errors.js';
import { askerSignal, givenUp } from '../sql/asker.js';
import { isConflict, stateOf } from '../sql/sql-state.js';

/** How long a transaction that somebody waits for waits for a lock, and runs one statement, by the server's own clock. */
const LIMITS = { lock_timeout: '5s', statement_timeout: '15s' } as const;

/** How long a transaction may hear nothing of its asker, or of its worker. After that its locks are free, should they be lost. */
const IDLE_OF_ASKED = { idle_in_transaction_session_timeout: '20s' } as const;
const IDLE_OF_BACKGROUND = { idle_in_transaction_session_timeout: '60s' } as const;

const READ_ONLY = '25006';
const LOCK_NOT_GOT = '55P03';
const CANCELLED = '57014';

/** Returns the settings of a transaction, stricter for one that somebody waits for. The embedded database has no locks. */
export function limitsOfTransaction(
  kind: 'POSTGRESQL' | 'EMBEDDED',
): Readonly<Record<string, string>> {
  if (kind === 'EMBEDDED') return {};
  return askerSignal() === null ? IDLE_OF_BACKGROUND : { ...LIMITS, ...IDLE_OF_ASKED };
}

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
  if (signal === null || state === null) return error;
  if (![LOCK_NOT_GOT, CANCELLED].includes(state) && !isConflict(error)) return error;
  return signal.aborted ? givenUp() : busy();
}
