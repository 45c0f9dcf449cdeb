import type { Sink, SubscribePayload } from 'graphql-ws';
import { ApiError, type ApiErrorDetail } from './api-error.js';
import type { Answer } from './ask.js';
import type { ClientLine } from './line.js';

function sequenceIn(data: unknown): string | null {
  for (const field of Object.values((data as Record<string, unknown> | null) ?? {})) {
    const sequence = (field as { sequence?: unknown } | null)?.sequence;
    if (typeof sequence === 'string') return sequence;
  }
  return null;
}

function asError(problem: unknown): Error {
  if (Array.isArray(problem)) return new ApiError(problem as ApiErrorDetail[]);
  if (problem instanceof Error) return problem;
  const { code, reason } = (problem ?? {}) as { code?: number; reason?: string };
  const close = code === 4403 ? { code: 'UNAUTHENTICATED' } : {};
  return new ApiError([
    { message: `The connection was closed: ${code ?? '?'} ${reason ?? ''}`, extensions: close },
  ]);
}

/** A queue of results in the order of arrival, kept until they are read. */
class Arrivals {
  readonly #waiting: Answer[] = [];
  #ended = false;
  #error: Error | null = null;
  #wake = () => {};

  add(answer: Answer): void {
    this.#waiting.push(answer);
    this.#wake();
  }

  end(error: Error | null = null): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#error = error;
    this.#wake();
  }

  /** Returns the next result; null at the end. Throws the error that ended the queue. */
  async next(): Promise<Answer | null> {
    for (;;) {
      const answer = this.#waiting.shift();
      if (answer) return answer;
      if (this.#error) throw this.#error;
      if (this.#ended) return null;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}

/**
 * Yields the results of a subscription, which resumes after a drop. graphql-ws sends the same
 * payload again when it reconnects. `after` is therefore written into the payload when a result
 * arrives, not when it is read. Otherwise queued results would be sent twice.
 */
export async function* resuming(
  { socket, join }: ClientLine,
  query: string,
  variables: object,
  signal?: AbortSignal,
): AsyncGenerator<Answer, void, void> {
  if (signal?.aborted) return;
  const held: Record<string, unknown> = { ...variables };
  const payload: SubscribePayload = { query, variables: held };
  const arrivals = new Arrivals();
  const sink: Sink<Answer> = {
    next(answer) {
      const sequence = sequenceIn(answer.data);
      if (sequence !== null) held.after = sequence;
      arrivals.add(answer);
    },
    error: (problem) => arrivals.end(asError(problem)),
    complete: () => arrivals.end(),
  };
  const dispose = socket.subscribe(payload, sink as Sink<never>);
  const leave = join((error) => arrivals.end(error));
  // The loop ends at once, before the socket has noticed, which may be waiting to connect again.
  const abort = () => {
    arrivals.end();
    dispose();
  };
  signal?.addEventListener('abort', abort);
  try {
    for (let answer = await arrivals.next(); answer; answer = await arrivals.next()) yield answer;
  } finally {
    signal?.removeEventListener('abort', abort);
    dispose();
    leave();
  }
}
