import type { MetricValue } from '../answer/answer.js';
import type { InsightUpdate, UpdateReason } from '../answer/update.js';

/** An update before a subscriber takes it: its sequence is set when it is taken. */
export interface PendingUpdate extends Omit<InsightUpdate, 'sequence'> {
  /** The sequence of the newest change that made it. */
  readonly cause: number;
}

/** The updates that one look at the answer gave a subscriber. */
export interface UpdateBatch {
  /**
   * The sequence that the answer was read at: a subscriber with all updates taken knows everything
   * up to it.
   */
  readonly sequence: number;
  readonly updates: readonly PendingUpdate[];
}

interface Waiting {
  readonly update: PendingUpdate;
  /** The sequence at which the subscriber knew this metric before the update was due. */
  readonly since: number;
}

const alwaysNew = new Set<UpdateReason>(['WINDOW_MOVED']);

/**
 * The updates that one subscriber has still to be sent: at most one a metric, however slow the
 * subscriber is. Its previous value is the one that this subscriber was given last, whatever the
 * shared calculation had before. An update that replaces one not yet taken keeps its place and its previous value.
 * The sequence of a taken update is safe to resume after. While other metrics wait, it is the
 * oldest sequence that one of them was known at.
 */
export class UpdateQueue implements AsyncIterableIterator<InsightUpdate> {
  /** The sequence up to which everything was sent or waits; null before `begin`. */
  #known: number | null = null;
  #early: UpdateBatch[] = [];
  readonly #waiting = new Map<string, Waiting>();
  /** The newest value of each metric that was sent or waits. */
  readonly #values = new Map<string, MetricValue>();
  readonly #ended: () => void;
  #state: 'OPEN' | 'ENDED' = 'OPEN';
  #error: unknown = null;
  #wake: (() => void) | null = null;

  constructor(ended: () => void) {
    this.#ended = ended;
  }

  /** True if the subscriber was offered all up to `sequence` and nothing later. */
  isAt(sequence: number): boolean {
    return this.#known !== null && this.#known <= sequence;
  }

  /** Gives the subscriber, who knows all up to `known`, its first updates; then what was offered meanwhile. */
  begin(known: number, first: UpdateBatch): void {
    for (const update of first.updates) this.#add(update, known);
    this.#known = first.sequence;
    for (const batch of this.#early) this.offer(batch);
    this.#early = [];
    this.#wake?.();
  }

  /** Takes what is new to the subscriber. */
  offer(batch: UpdateBatch): void {
    const known = this.#known;
    if (known === null) {
      this.#early.push(batch);
      return;
    }
    if (batch.sequence < known) return;
    for (const update of batch.updates)
      if (update.cause > known || alwaysNew.has(update.reason)) this.#add(update, known);
    this.#known = batch.sequence;
    this.#wake?.();
  }

  #add(update: PendingUpdate, known: number): void {
    const metric = update.insight.metric.id;
    const replaced = this.#waiting.get(metric);
    const before = this.#values.get(metric) ?? update.previousValue;
    const previousValue = replaced ? replaced.update.previousValue : before;
    this.#values.set(metric, update.insight.headline);
    this.#waiting.set(metric, {
      update: { ...update, previousValue },
      since: replaced?.since ?? known,
    });
  }

  #take(): InsightUpdate | null {
    const [first] = this.#waiting;
    if (!first) return null;
    this.#waiting.delete(first[0]);
    const { cause: _, ...update } = first[1].update;
    const pending = [...this.#waiting.values()].map(({ since }) => since);
    return { ...update, sequence: Math.min(this.#known ?? 0, ...pending) };
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
      const update = this.#state === 'OPEN' ? this.#take() : null;
      if (update) return { done: false, value: update };
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
