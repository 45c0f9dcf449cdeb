import { setTimeout as pause } from 'node:timers/promises';
import type { SourceContext } from '../provider.js';
import { LimitReached, type Limits } from './limits.js';

/** A run that would wait longer than this for its limit ends and goes on after the reset. */
const LONGEST_WAIT_MILLISECONDS = 60_000;

/** Returns the token that may be used first, so that several tokens share the calls. */
export const pickToken = (
  vendor: string,
  tokens: readonly string[],
  limits: Pick<Limits, 'notBefore'>,
): string =>
  tokens.reduce((best, token) =>
    limits.notBefore(vendor, token) < limits.notBefore(vendor, best) ? token : best,
  );

/** Waits until the token may be used. Throws LimitReached if that takes longer than a minute, or the signal's reason. */
export async function waitForToken(
  vendor: string,
  token: string,
  { limits, clock, signal, log }: Pick<SourceContext, 'limits' | 'clock' | 'signal' | 'log'>,
): Promise<void> {
  const until = limits.notBefore(vendor, token);
  const left = until - clock();
  if (left <= 0) return;
  if (left > LONGEST_WAIT_MILLISECONDS) throw new LimitReached(vendor, until);
  log('info', `${vendor} asks to wait ${Math.ceil(left / 1000)} s.`);
  await pause(left, undefined, { signal });
}
