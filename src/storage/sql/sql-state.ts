/** Meaning of a database failure for its caller. */
export type FailureClass = 'OUTAGE' | 'PASSING' | 'DATA';

export const UNIQUE_VIOLATION = '23505';

/**
 * Failures by the first letters of SQLSTATE. OUTAGE: connection exceptions, shutdowns, exhausted resources, failures of the disk.
 * PASSING: conflicts of transactions, cancelled statements, locks not got in time, unreadable blocks. DATA: data exceptions, violated
 * constraints, exceeded limits of the program: the same rows are refused whenever they are written.
 */
const classes: readonly (readonly [RegExp, FailureClass])[] = [
  [/^(08|57P0|53|58)/, 'OUTAGE'],
  [/^(40|57|25P0[34]|55P0[346]|XX00[12])/, 'PASSING'],
  [/^(22|23(?!505)|54)/, 'DATA'],
];

/** Returns what a state means; null for a mistake of the program, and where another transaction wrote the same key. */
export const classOfState = (state: string): FailureClass | null =>
  classes.find(([pattern]) => pattern.test(state))?.[1] ?? null;

const SQL_STATE = /^[0-9A-Z]{5}$/;
const DEEPEST = 8;

/** Returns an error and those that caused it, the outermost first. */
export function causesOf(error: unknown): Error[] {
  const chain: Error[] = [];
  for (let next = error; next instanceof Error && chain.length < DEEPEST; next = next.cause)
    chain.push(next);
  return chain;
}

/** Returns the SQLSTATE of one error itself; null where it has none. */
export const ownState = (error: object): string | null =>
  'code' in error && typeof error.code === 'string' && SQL_STATE.test(error.code)
    ? error.code
    : null;

/** Returns the SQLSTATE of an error, or of the first of its causes that has one; null where none has. */
export const stateOf = (error: unknown): string | null =>
  causesOf(error)
    .map(ownState)
    .find((state) => state !== null) ?? null;

const CONFLICTS = ['40001', '40P01'];

/** True for a deadlock, or where another transaction was first: nothing is written, and the same succeeds later. */
export const isConflict = (error: unknown): boolean => CONFLICTS.includes(stateOf(error) ?? '');
