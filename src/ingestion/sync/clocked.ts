import type { IngestionContext } from '../context.js';

/** Work that the clock begins in the background, from its start until it is stopped. */
export interface Clocked {
  readonly isStarted: boolean;
  /** Begins the work now, and again after every so many milliseconds. */
  start(everyMilliseconds: number): void;
  stop(): void;
}

/** Returns the work, which is not begun while it is under way: on a slow database it would pile up. */
export function createClocked(
  { background, repeat }: Pick<IngestionContext, 'background' | 'repeat'>,
  name: string,
  work: () => Promise<void>,
): Clocked {
  let timer: NodeJS.Timeout | null = null;
  let isWorking = false;
  const look = async (): Promise<void> => {
    if (isWorking || background.signal.aborted) return;
    isWorking = true;
    await work().finally(() => {
      isWorking = false;
    });
  };
  const begin = () => background.run(() => repeat(name, look));
  return {
    get isStarted() {
      return timer !== null;
    },
    start: (everyMilliseconds) => {
      if (timer) return;
      begin();
      timer = setInterval(begin, everyMilliseconds);
      timer.unref();
    },
    stop: () => {
      if (timer) clearInterval(timer);
      timer = null;
    },
  };
}
