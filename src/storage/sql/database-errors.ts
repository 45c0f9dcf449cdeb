import type { SetAsideCode, SetAsideReason } from '../../model/facts/set-aside.js';
import { isOutage } from '../database/outage.js';
import { causesOf, classOfState, ownState, stateOf } from './sql-state.js';

/** Messages of drivers about a lost connection or lacking memory that come without a code. */
const PASSING_WORDS =
  /connection (terminated|ended|error)|driver has already been destroyed|cannot use a pool after|out of memory|array buffer allocation failed/i;

const passes = (error: Error): boolean => {
  const state = ownState(error);
  return state === null ? PASSING_WORDS.test(error.message) : classOfState(state) === 'PASSING';
};

/** True for a fault of the infrastructure, which no data causes and which a later attempt may not meet. */
export const isPassing = (error: unknown): boolean =>
  isOutage(error) || causesOf(error).some(passes);

const codes: readonly (readonly [RegExp, SetAsideCode])[] = [
  [/^22(003|007|008|015|P03)$/, 'OUT_OF_RANGE'],
  [/^(54...|22001|22026)$/, 'TOO_LONG'],
  [/^22/, 'UNREADABLE'],
];

const LONGEST_MESSAGE = 300;

/** Why data cannot be calculated with, in a code and the first line of the message. */
export function reasonOf(error: unknown): SetAsideReason {
  const chain = causesOf(error);
  const state = stateOf(error);
  const text = chain[0]?.message ?? String(error);
  const message = (text.split('\n')[0] ?? '').slice(0, LONGEST_MESSAGE);
  if (state === null)
    return {
      code: chain.some((one) => one instanceof RangeError) ? 'OUT_OF_RANGE' : 'CALCULATION_FAILED',
      message,
    };
  const known = codes.find(([pattern]) => pattern.test(state));
  return { code: known?.[1] ?? 'REFUSED', message };
}
