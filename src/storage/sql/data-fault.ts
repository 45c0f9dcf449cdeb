import { classOfState, stateOf } from './sql-state.js';

/** Meaning of each SQLSTATE for data that a table refuses, in the words that users read. */
const words: Readonly<Record<string, string>> = {
  '22001': 'a text is too long for its column',
  '22003': 'a number is out of range',
  '22007': 'an instant is not one',
  '22008': 'an instant is out of range',
  '22021': 'a text holds a character that no column holds',
  '22P02': 'a value does not fit its column',
  '22P05': 'a text holds a character that no column holds',
  '23502': 'a value is missing',
  '54000': 'a name is too long for an index',
};
/**
 * Returns why the database refuses the data that it was given. Returns null for all other errors: a lost connection, a conflict
 * with another transaction, a full disk, a mistake of the program.
 */
export function dataFaultOf(error: unknown): string | null {
  const state = stateOf(error);
  if (state !== null && classOfState(state) === 'DATA')
    return `The database cannot hold it: ${words[state] ?? (error as Error).message.split('\n')[0]}.`;
  // Instants that no calendar holds, and texts that are too long, before they reach the database.
  return error instanceof RangeError ? `It cannot be written: ${error.message}.` : null;
}
