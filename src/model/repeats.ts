import { DiskFull, Outage } from './errors.js';

const FIRST_MILLISECONDS = 1000;
const LONGEST_MILLISECONDS = 60_000;
/** Work goes on soon after an outage of the database. */
const LONGEST_OF_OUTAGE_MILLISECONDS = 4000;

/** Returns the longest pause after an error. A full disk ends by the operator alone. */
const longestAfter = (error: unknown): number =>
  error instanceof Outage && !(error instanceof DiskFull)
    ? LONGEST_OF_OUTAGE_MILLISECONDS
    : LONGEST_MILLISECONDS;

interface Failure {
  readonly message: string;
  readonly pause: number;
  readonly until: number;
}

/**
 * Does work that is begun over and over, by the clock or a hint, under a name. After a failure the name pauses. The pause
 * doubles with every further failure, up to a minute, or to 4 s in an outage. Work begun meanwhile is left to a later round. Never throws.
 */
export type Repeat = (name: string, work: () => Promise<unknown>) => Promise<void>;

/**
 * Returns the one way in which the program repeats work. `clock` is in milliseconds. `onError` gets a failure whose message differs
 * from that of the failure before it under that name. An outage is not passed on: the database reports it once for all.
 */
export function createRepeat(
  clock: () => number,
  onError: (error: unknown, name: string) => void,
): Repeat {
  const failures = new Map<string, Failure>();
  const note = (name: string, error: unknown): void => {
    const before = failures.get(name);
    const message = error instanceof Error ? error.message : String(error);
    const pause = before ? Math.min(before.pause * 2, longestAfter(error)) : FIRST_MILLISECONDS;
    failures.set(name, { message, pause, until: clock() + pause });
    if (before?.message !== message && !(error instanceof Outage)) onError(error, name);
  };
  return async (name, work) => {
    if ((failures.get(name)?.until ?? 0) > clock()) return;
    try {
      await work();
      failures.delete(name);
    } catch (error) {
      note(name, error);
    }
  };
}
