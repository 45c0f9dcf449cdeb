import type { ExecutionResult } from 'graphql';
import { backOff, pause } from '../model/back-off.js';
import { outageIn } from './outage-in.js';

const errorsOf = (result: object): readonly unknown[] => (result as ExecutionResult).errors ?? [];

/**
 * Repeats work that throws or returns an outage of the database, after growing pauses, until
 * `signal` is aborted.
 */
export async function throughOutages<Result extends object>(
  signal: AbortSignal,
  work: () => Promise<Result>,
): Promise<Result> {
  for (let failures = 1; ; failures += 1) {
    try {
      const result = await work();
      if (!errorsOf(result).some(outageIn) || signal.aborted) return result;
    } catch (error) {
      if (!outageIn(error) || signal.aborted) throw error;
    }
    await pause(backOff(failures, Math.random()), signal);
  }
}
