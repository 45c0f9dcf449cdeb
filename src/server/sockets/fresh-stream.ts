import type { ExecutionResult } from 'graphql';

/**
 * Yields the result of `answer` for each event of a source. Ending the stream, from either side,
 * aborts `ended`. A source that waits for its next event notices the end by the signal alone, as a
 * generator cannot be returned from while it waits.
 */
export function freshStream(
  source: AsyncIterable<unknown>,
  ended: AbortController,
  answer: (event: unknown) => Promise<ExecutionResult>,
): AsyncGenerator<ExecutionResult> {
  const events = source[Symbol.asyncIterator]();
  const over = { done: true, value: undefined } as const;
  const stop = () => {
    if (ended.signal.aborted) return;
    ended.abort();
    void Promise.resolve(events.return?.()).catch(() => undefined);
  };
  const stream: AsyncGenerator<ExecutionResult> = {
    async next() {
      try {
        const event = await events.next();
        if (!event.done && !ended.signal.aborted)
          return { done: false, value: await answer(event.value) };
      } catch (error) {
        stop();
        throw error;
      }
      stop();
      return over;
    },
    async return() {
      stop();
      return over;
    },
    async throw(error) {
      stop();
      throw error;
    },
    async [Symbol.asyncDispose]() {
      stop();
    },
    [Symbol.asyncIterator]: () => stream,
  };
  return stream;
}
