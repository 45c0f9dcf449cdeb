import { type NumberRange, numbersIn } from '../../model/change-log.js';
import type { Session } from './session.js';

/** Returns the column `number` of a statement that takes these values as the list `$2`, and others behind it. It sends none for no value. */
export async function numbersBy(
  session: Session,
  values: Iterable<number | string>,
  sql: string,
  ...others: readonly unknown[]
): Promise<number[]> {
  const wanted = [...new Set(values)];
  return wanted.length === 0 ? [] : session.loadNumbers(sql, [wanted, ...others]);
}

/** Returns the column `number` of a statement that takes the numbers in these ranges as the list `$2`. It sends none for no range. */
export const numbersWithin = (
  session: Session,
  ranges: readonly NumberRange[],
  sql: string,
): Promise<number[]> => numbersBy(session, numbersIn(ranges), sql);
