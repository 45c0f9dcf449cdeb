import type { SetAsideCode, SetAsideReason } from '../model/set-aside.js';
import { isOutage } from './outage.js';

/** SQLSTATE of what passes beside outages: conflicts of transactions, cancelled statements, locks not got in time, unreadable blocks. */
const PASSING_STATES = /^(40|57|25P0[34]|55P0[346]|XX00[12])/;
/** What drivers say of a connection that is gone or of memory that was not got, without any code. */
const PASSING_WORDS =
  /connection (terminated|ended|error)|driver has already been destroyed|cannot use a pool after|out of memory|array buffer allocation failed/i;
const SQL_STATE = /^[0-9A-Z]{5}$/;

const codeOf = (error: object): string =>
  'code' in error && typeof error.code === 'string' ? error.code : '';

/** The error and those that caused it, the outermost first. */
function chainOf(error: unknown): Error[] {
  const chain: Error[] = [];
  for (let next = error; next instanceof Error && chain.length < 8; next = next.cause)
    chain.push(next);
  return chain;
}

const passes = (error: Error): boolean => {
  const code = codeOf(error);
  return SQL_STATE.test(code) ? PASSING_STATES.test(code) : PASSING_WORDS.test(error.message);
};

/** True for a fault of the infrastructure, which no data causes and which a later attempt may not meet. */
export const isPassing = (error: unknown): boolean =>
  isOutage(error) || chainOf(error).some(passes);

const codes: readonly (readonly [RegExp, SetAsideCode])[] = [
  [/^22(003|007|008|015|P03)$/, 'OUT_OF_RANGE'],
  [/^(54...|22001|22026)$/, 'TOO_LONG'],
  [/^22/, 'UNREADABLE'],
];

const LONGEST_MESSAGE = 300;

/** Why data cannot be calculated with, in a code and the first line of the message. */
export function reasonOf(error: unknown): SetAsideReason {
  const chain = chainOf(error);
  const state = chain.map(codeOf).find((code) => SQL_STATE.test(code));
  const text = chain[0]?.message ?? String(error);
  const message = (text.split('\n')[0] ?? '').slice(0, LONGEST_MESSAGE);
  if (state === undefined)
    return {
      code: chain.some((one) => one instanceof RangeError) ? 'OUT_OF_RANGE' : 'CALCULATION_FAILED',
      message,
    };
  const known = codes.find(([pattern]) => pattern.test(state));
  return { code: known?.[1] ?? 'REFUSED', message };
}
