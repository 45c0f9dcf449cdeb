import { inBackground } from '../storage/sql/asker.js';

export function createBackground(onError: (error: unknown) => void) {
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
    /** Aborts when the room closes. */
    signal: closing.signal,
    run: (work: () => Promise<unknown>): void => keep(inBackground(work).catch(onError)),
    /** Returns work that somebody else waits for; the room does not close before it ends either. */
    hold: <T>(work: Promise<T>): Promise<T> => {
      keep(work.catch(() => undefined));
      return work;
    },
    /** Ends when nothing is under way any more. */
    idle,
    /** Aborts what is under way and waits for its end. */
    close: async (): Promise<void> => {
      closing.abort();
      await idle();
    },
  };
}
/** Work that goes on after the one who asked for it was answered. */
export type Background = ReturnType<typeof createBackground>;

/** Gives signs of life, every so often, until the returned function is called. One that fails is made up for by the next. */
export function keepAlive(giveSign: () => Promise<unknown>, milliseconds: number): () => void {
  const timer = setInterval(() => void giveSign().catch(() => undefined), milliseconds);
  timer.unref();
  return () => clearInterval(timer);
}
