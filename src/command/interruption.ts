import { CommandError, type ExitCode, exitCodes } from './exit-code.js';
import type { Progress } from './owner/protocol.js';
import { amountOf, type Report } from './report/progress-report.js';

/** A terminal and npm both pass on one Ctrl-C: what follows so soon is the same wish. */
const SAME_SIGNAL_MILLISECONDS = 1000;
/** A command whose work has not ended so long after a signal says how far it came. */
const IN_ORDER_MILLISECONDS = 2000;
/** The process of a command ends so long after a signal, whatever it still does. */
const AT_ONCE_MILLISECONDS = 6000;

/** Listens to SIGINT and SIGTERM. The first aborts the signal; a later one, or the time, ends the process. */
export function listenForStop(milliseconds: number, late: ExitCode) {
  const stopping = new AbortController();
  let first = 0;
  const stop = () => {
    if (stopping.signal.aborted) {
      if (performance.now() - first < SAME_SIGNAL_MILLISECONDS) return;
      process.exit(exitCodes.INTERRUPTED);
    }
    first = performance.now();
    stopping.abort();
    setTimeout(() => process.exit(late), milliseconds).unref();
  };
  process.on('SIGTERM', stop).on('SIGINT', stop);
  return {
    signal: stopping.signal,
    /** Leaves signals to the system again. */
    release: () => void process.off('SIGTERM', stop).off('SIGINT', stop),
  };
}

/** Returns the error with which a command ends that was interrupted; `done` says what was done. */
export const interrupted = (done: string): CommandError =>
  new CommandError(exitCodes.INTERRUPTED, `Interrupted: ${done}`);

/** Rejects a while after the signal. Work in order ends before. */
const longAfter = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    const wait = () => void setTimeout(() => reject(signal.reason), IN_ORDER_MILLISECONDS);
    signal.addEventListener('abort', wait, { once: true });
  });

const isAbort = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError';

/**
 * Does the work of a command until its end or a signal. Work gets the signal and a report. Throws INTERRUPTED, with how far it came
 * and `afterwards`, where the signal ended it.
 */
export async function untilStopped<Result>(
  report: Report,
  afterwards: string,
  work: (signal: AbortSignal, report: Report) => Promise<Result>,
): Promise<Result> {
  const { signal, release } = listenForStop(AT_ONCE_MILLISECONDS, exitCodes.INTERRUPTED);
  let last: Progress | null = null;
  const noting = (progress: Progress) => {
    last = progress;
    report.progress(progress);
  };
  const noted: Report = { line: report.line, progress: noting, end: report.end };
  try {
    return await Promise.race([work(signal, noted), longAfter(signal)]);
  } catch (error) {
    if (!signal.aborted || !isAbort(error)) throw error;
    report.end();
    throw interrupted(last === null ? afterwards : `${amountOf(last)}. ${afterwards}`);
  } finally {
    release();
  }
}
