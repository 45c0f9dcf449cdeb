const FIRST_MILLISECONDS = 1000;
const LONGEST_MILLISECONDS = 60_000;

interface Failure {
  readonly message: string;
  readonly pause: number;
  readonly until: number;
}

/**
 * Does work that is begun over and over, by the clock or a hint, under a name. After a failure that name waits for a pause that
 * doubles with every further one, up to a minute; what is begun meanwhile is left to a later round. Never throws.
 */
export type Repeat = (name: string, work: () => Promise<unknown>) => Promise<void>;

/**
 * Returns what every repetition of the program goes through. `clock` is in milliseconds. `onError` gets a failure where the one before
 * it of that name, since its last success, did not say the same.
 */
export function createRepeat(
  clock: () => number,
  onError: (error: unknown, name: string) => void,
): Repeat {
  const failures = new Map<string, Failure>();
  const note = (name: string, error: unknown): void => {
    const before = failures.get(name);
    const message = error instanceof Error ? error.message : String(error);
    const pause = before ? Math.min(before.pause * 2, LONGEST_MILLISECONDS) : FIRST_MILLISECONDS;
    failures.set(name, { message, pause, until: clock() + pause });
    if (before?.message !== message) onError(error, name);
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
