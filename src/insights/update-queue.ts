import type { InsightUpdate } from './answer.js';

/**
 * What one subscriber has still to be told: at most one update a metric, however slow the subscriber is. An update that replaces
 * one not yet taken keeps its previous value.
 */
export class UpdateQueue implements AsyncIterableIterator<InsightUpdate> {
  /** The newest change this subscriber has been told of. */
  told = 0;
  readonly #waiting = new Map<string, InsightUpdate>();
  readonly #ended: () => void;
  #state: 'OPEN' | 'ENDED' = 'OPEN';
  #error: unknown = null;
  #wake: (() => void) | null = null;

  constructor(ended: () => void) {
    this.#ended = ended;
  }

  /** `cause` is the sequence of the newest change that made the update. */
  push(update: InsightUpdate, cause: number): void {
    if (cause <= this.told && update.reason !== 'WINDOW_MOVED') return;
    const metric = update.insight.metric.id;
    const replaced = this.#waiting.get(metric);
    this.#waiting.delete(metric);
    this.#waiting.set(
      metric,
      replaced ? { ...update, previousValue: replaced.previousValue } : update,
    );
    this.#wake?.();
  }

  fail(error: unknown): void {
    this.#error = error;
    this.#end();
  }

  #end(): void {
    if (this.#state === 'ENDED') return;
    this.#state = 'ENDED';
    this.#ended();
    this.#wake?.();
  }

  async next(): Promise<IteratorResult<InsightUpdate>> {
    for (;;) {
      const [first] = this.#waiting;
      if (first && this.#state === 'OPEN') {
        this.#waiting.delete(first[0]);
        return { done: false, value: first[1] };
      }
      if (this.#error !== null) {
        const error = this.#error;
        this.#error = null;
        throw error;
      }
      if (this.#state === 'ENDED') return { done: true, value: undefined };
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      this.#wake = null;
    }
  }

  async return(): Promise<IteratorResult<InsightUpdate>> {
    this.#end();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
