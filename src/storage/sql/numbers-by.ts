import type { NumberRange } from '../../model/change-log.js';
import type { Session } from './session.js';

async function numbersOf(
  session: Session,
  sql: string,
  parameters: readonly unknown[],
): Promise<number[]> {
  const rows = await session.query<{ number: number }>(sql, [session.account, ...parameters]);
  return rows.map(({ number }) => number);
}

/** Returns the column `number` of a statement that takes these values as the list `$2`, and others behind it. It sends none for no value. */
export async function numbersBy(
  session: Session,
  values: Iterable<number | string>,
  sql: string,
  ...others: readonly unknown[]
): Promise<number[]> {
  const wanted = [...new Set(values)];
  return wanted.length === 0 ? [] : numbersOf(session, sql, [wanted, ...others]);
}

/** Returns the bounds of ranges as the lists `$2` and `$3`. */
export const boundsOf = (ranges: readonly NumberRange[]): [number[], number[]] => [
  ranges.map(([first]) => first),
  ranges.map(([, last]) => last),
];

/** Returns the column `number` of a statement that takes the bounds of these ranges as the lists `$2` and `$3`. It sends none for no range. */
export const numbersWithin = async (
  session: Session,
  ranges: readonly NumberRange[],
  sql: string,
): Promise<number[]> => (ranges.length === 0 ? [] : numbersOf(session, sql, boundsOf(ranges)));

/** Returns the column `number` of a statement. */
export const numbersWith = (
  session: Session,
  sql: string,
  ...parameters: readonly unknown[]
): Promise<number[]> => numbersOf(session, sql, parameters);
