import { inBackground } from '../storage/sql/asker.js';

/** Work that goes on after the one who asked for it was answered. */
export interface Background {
  /** Aborts when the room closes. */
  readonly signal: AbortSignal;
  run(work: () => Promise<unknown>): void;
  /** Work that somebody else waits for; the room does not close before it ends either. */
  hold<T>(work: Promise<T>): Promise<T>;
  /** Ends when nothing is under way any more. */
  idle(): Promise<void>;
  /** Aborts what is under way and waits for its end. */
  close(): Promise<void>;
}

export function createBackground(onError: (error: unknown) => void): Background {
  const closing = new AbortController();
  const running = new Set<Promise<unknown>>();
  const idle = async (): Promise<void> => {
    while (running.size > 0) await Promise.all(running);
  };
  const keep = (work: Promise<unknown>): void => {
    const ended = work.finally(() => running.delete(ended));
    running.add(ended);
  };
  return {
    signal: closing.signal,
    run: (work) => keep(inBackground(work).catch(onError)),
    hold: (work) => {
      keep(work.catch(() => undefined));
      return work;
    },
    idle,
    close: async () => {
      closing.abort();
      await idle();
    },
  };
}
