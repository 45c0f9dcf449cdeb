import { isOutage } from '../storage/database/outage.js';

const FIRST_MILLISECONDS = 1000;
const LONGEST_MILLISECONDS = 60_000;
/** An outage of the database is nobody's fault: work goes on soon after it. */
const LONGEST_OF_OUTAGE_MILLISECONDS = 4000;

interface Trouble {
  readonly message: string;
  readonly pause: number;
  readonly until: number;
}

/** Does work by account, unless the account waits: after a failure it does so for a pause that grows with every other. Never throws. */
export type Guard = (account: number, work: () => Promise<void>) => Promise<void>;

/** `onError` gets a failure where the one before it, since the last success, did not say the same. */
export function createGuard(clock: () => number, onError: (error: unknown) => void): Guard {
  const troubles = new Map<number, Trouble>();
  const note = (account: number, error: unknown): void => {
    const before = troubles.get(account);
    const longest = isOutage(error) ? LONGEST_OF_OUTAGE_MILLISECONDS : LONGEST_MILLISECONDS;
    const message = error instanceof Error ? error.message : String(error);
    const pause = before ? Math.min(before.pause * 2, longest) : FIRST_MILLISECONDS;
    troubles.set(account, { message, pause, until: clock() + pause });
    if (before?.message !== message) onError(error);
  };
  return async (account, work) => {
    if ((troubles.get(account)?.until ?? 0) > clock()) return;
    try {
      await work();
      troubles.delete(account);
    } catch (error) {
      note(account, error);
    }
  };
}
