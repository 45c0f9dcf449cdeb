import { AsyncLocalStorage } from 'node:async_hooks';
import { Fault } from '../../model/errors.js';

/** The asker of the work at hand. Most work that is answered from memory never needs the signal. */
class Asked {
  readonly #signal: AbortSignal;
  #own: AbortController | null = null;
  #isDone = false;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  readonly #abort = (): void => this.#own?.abort(this.#signal.reason);

  /** Null once the work is done: whatever it started goes on in nobody's name. */
  get signal(): AbortSignal | null {
    if (this.#isDone) return null;
    if (this.#own === null) {
      this.#own = new AbortController();
      if (this.#signal.aborted) this.#abort();
      this.#signal.addEventListener('abort', this.#abort, { once: true });
    }
    return this.#own.signal;
  }

  end(): void {
    this.#isDone = true;
    if (this.#own !== null) this.#signal.removeEventListener('abort', this.#abort);
  }
}
const current = new AsyncLocalStorage<Asked | null>();

/** Returns the signal of the one who waits for the work at hand; null where it goes on in the background. */
export const askerSignal = (): AbortSignal | null => current.getStore()?.signal ?? null;

/** Runs work for somebody who waits for it: its statements have time-outs, and end when `signal` is aborted. */
export async function whileAsked<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  const asked = new Asked(signal);
  try {
    return await current.run(asked, work);
  } finally {
    asked.end();
  }
}

/** Starts work that goes on after the one who started it has gone. */
export const inBackground = <T>(work: () => T): T => current.run(null, work);

/** The fault of work that is not begun or not gone on with, as its asker has gone or its time is over. */
export const givenUp = (): Fault =>
  new Fault('UNAVAILABLE', 'This was given up, as nobody waits for it any more.');
