import type { IngestionContext } from '../context.js';

/** Returns work that the clock begins in the background, unless it is under way: on a slow database it would pile up. */
export function createClocked(
  { background, repeat }: Pick<IngestionContext, 'background' | 'repeat'>,
  name: string,
  work: () => Promise<void>,
) {
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
    get isStarted(): boolean {
      return timer !== null;
    },
    /** Begins the work now, and again after every so many milliseconds. */
    start: (everyMilliseconds: number): void => {
      if (timer) return;
      begin();
      timer = setInterval(begin, everyMilliseconds);
      timer.unref();
    },
    stop: (): void => {
      if (timer) clearInterval(timer);
      timer = null;
    },
  };
}
