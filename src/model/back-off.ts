const FIRST_MILLISECONDS = 200;
const LONGEST_MILLISECONDS = 5000;

/**
 * Returns the milliseconds to wait after so many failures in a row. They double up to 5 s; `dice`
 * (0..1) subtracts up to half.
 */
export const backOff = (failures: number, dice: number): number =>
  Math.min(LONGEST_MILLISECONDS, FIRST_MILLISECONDS * 2 ** Math.min(failures - 1, 16)) *
  (1 - dice / 2);

/** Ends after the milliseconds, or as soon as `signal` is aborted. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end);
  });
}
