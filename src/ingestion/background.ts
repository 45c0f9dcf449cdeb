/** Work that goes on after whoever asked for it was answered. */
export interface Background {
  /** Aborts when the room closes. */
  readonly signal: AbortSignal;
  run(work: () => Promise<unknown>): void;
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
  return {
    signal: closing.signal,
    run: (work) => {
      const ended = work()
        .catch(onError)
        .finally(() => running.delete(ended));
      running.add(ended);
    },
    idle,
    close: async () => {
      closing.abort();
      await idle();
    },
  };
}
