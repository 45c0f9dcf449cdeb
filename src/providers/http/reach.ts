import { setTimeout as pause } from 'node:timers/promises';
import { isForbidden, reasonOf, Unreached } from './failures.js';

/**
 * Runs an attempt to reach a host. A failure that `isUnreached` names (default: every one) comes at
 * one time after the start, whatever its reason. An attempt that is not over by then is aborted by
 * the signal it was given: throws Unreached.
 */
export type Reach = <Answer>(
  attempt: (ended: AbortSignal) => Promise<Answer>,
  isUnreached?: (error: unknown) => boolean,
) => Promise<Answer>;

/** Runs the attempt alone: for the operator, who may know why a host cannot be reached. */
export const reachUnheld: Reach = (attempt) => attempt(new AbortController().signal);

/** Returns a Reach whose failures come after so many milliseconds. `signal` ends every wait. */
export function createReach(milliseconds: number, signal: AbortSignal): Reach {
  return async (attempt, isUnreached = () => true) => {
    const expired = new AbortController();
    const settled = new AbortController();
    const bound = pause(milliseconds, undefined, {
      signal: AbortSignal.any([signal, settled.signal]),
    });
    const late = bound.then(() => {
      throw new Unreached('It did not answer in time.');
    });
    late.catch(() => undefined);
    try {
      return await Promise.race([attempt(expired.signal), late]);
    } catch (error) {
      if (!isUnreached(error)) throw error;
      await bound.catch(() => signal.throwIfAborted());
      expired.abort();
      throw error;
    } finally {
      settled.abort();
    }
  };
}

/** Pauses between the attempts that lie within the time of one failure. */
const PAUSE_MILLISECONDS = [500, 2000, 4000];

/** Fetches again after a failure. A forbidden address is not asked again, which nobody can see from outside. */
async function fetchAgain(ask: () => Promise<Response>, ended: AbortSignal): Promise<Response> {
  for (const milliseconds of PAUSE_MILLISECONDS) {
    try {
      return await ask();
    } catch (error) {
      if (isForbidden(error) || ended.aborted) throw error;
    }
    await pause(milliseconds, undefined, { signal: ended });
  }
  return ask();
}

type Fetch = typeof fetch;
interface Held {
  readonly fetch: Fetch;
  readonly reach: Reach;
  /** Receives why an origin was not reached: for the operator alone. */
  readonly onUnreached: (origin: string, reason: string) => void;
}

/**
 * Returns a `fetch` that says the same, at the same time, of every origin that never answered. It may be refused, silent, unknown,
 * private, broken off or not trusted. Such an origin is not asked again. The promise rejects with a TypeError whose cause is Unreached.
 * An origin that answered is asked as by the given `fetch` from then on.
 */
export function createHeldFetch({ fetch, reach, onUnreached }: Held): Fetch {
  const answered = new Set<string>();
  const unreached = new Map<string, Error>();

  async function askFirst(origin: string, input: Parameters<Fetch>[0], init: RequestInit = {}) {
    const isRequest = input instanceof Request;
    const given = init.signal ?? (isRequest ? input.signal : null);
    const ask = (ended: AbortSignal) => {
      const signal = AbortSignal.any(given ? [given, ended] : [ended]);
      return fetch(isRequest ? input.clone() : input, { ...init, signal });
    };
    try {
      const response = await reach((ended) => fetchAgain(() => ask(ended), ended));
      answered.add(origin);
      return response;
    } catch (cause) {
      if (given?.aborted) throw cause;
      onUnreached(origin, reasonOf(cause));
      const error = new TypeError('fetch failed', { cause: new Unreached(origin, { cause }) });
      unreached.set(origin, error);
      throw error;
    }
  }

  return (input, init) => {
    const { origin } = new URL(input instanceof Request ? input.url : input);
    const known = unreached.get(origin);
    if (known) return Promise.reject(known);
    return answered.has(origin) ? fetch(input, init) : askFirst(origin, input, init);
  };
}
