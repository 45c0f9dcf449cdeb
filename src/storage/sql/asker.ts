import { AsyncLocalStorage } from 'node:async_hooks';
import { Fault } from '../../model/errors.js';

interface Asked {
  /** Null once the work is done: whatever it started goes on in nobody's name. */
  signal: AbortSignal | null;
}
const current = new AsyncLocalStorage<Asked | null>();

/** Returns the signal of the one who waits for the work at hand; null where it goes on in the background. */
export const askerSignal = (): AbortSignal | null => current.getStore()?.signal ?? null;

/** Runs work for somebody who waits for it: its statements have time-outs, and end when `signal` is aborted. */
export async function whileAsked<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  const own = new AbortController();
  const abort = () => own.abort();
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort, { once: true });
  const asked: Asked = { signal: own.signal };
  try {
    return await current.run(asked, work);
  } finally {
    signal.removeEventListener('abort', abort);
    asked.signal = null;
  }
}

/** Starts work that goes on after the one who started it has gone. */
export const inBackground = <T>(work: () => T): T => current.run(null, work);

/** The fault of work that is not begun or not gone on with, as its asker has gone or its time is over. */
export const givenUp = (): Fault =>
  new Fault('UNAVAILABLE', 'This was given up, as nobody waits for it any more.');
