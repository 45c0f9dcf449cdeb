import type { UserError } from '../model/errors.js';

/** Returns the error in a list if the condition holds, else an empty list. */
export const errorIf = (
  isWrong: boolean,
  code: string,
  field: readonly string[],
  message: string,
): UserError[] => (isWrong ? [{ code, field, message }] : []);
