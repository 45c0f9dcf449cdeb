import type { Viewer } from '../../model/access.js';
import { backOff } from '../../model/back-off.js';
import { Fault, Outage } from '../../model/errors.js';
import { type Instant, nextMidnight } from '../../model/time.js';
import { readLog } from '../../storage/change-feed/change-log.js';
import type { Database } from '../../storage/database/database.js';
import { throughOutages } from '../../storage/database/outage.js';
import type { Session } from '../../storage/sql/session.js';
import type { Insight, InsightQuery, MetricValue } from '../answer/answer.js';
import type { Snapshot } from '../snapshot/snapshot.js';
import { type Interest, interestOf, type Relevant, relevantIn } from './relevance.js';
import type { PendingUpdate, UpdateQueue } from './update-queue.js';

export type Take = (session: Session, query: InsightQuery) => Promise<Snapshot>;
export type AnswersOf = (snapshot: Snapshot, viewer: Viewer) => Promise<Insight[]>;
/**
 * Returns a digest that is equal if no row behind a metric differs. Null if every relevant change
 * is sent without comparison.
 */
export type DigestOf = (snapshot: Snapshot, metric: string) => string | null;

/** Does work when there is room for it. Throws UNAVAILABLE once `until` is aborted before that. */
export type InTurn = <Result>(until: AbortSignal, work: () => Promise<Result>) => Promise<Result>;

export interface WatchTools {
  readonly database: Database;
  readonly clock: () => Instant;
  readonly take: Take;
  readonly answersOf: AnswersOf;
  readonly digestOf: DigestOf;
}

/** At most one update in this time for each metric. */
const GATHER_MILLISECONDS = 200;
/** How long an update waits for a recalculation in scope to end, so that one change is one update. */
const PATIENCE_MILLISECONDS = 600;
/** Hints can be missed: look anyway. */
const SWEEP_MILLISECONDS = 5000;
export const MOST_SEQUENCES = 1_000_000;
/**
 * The number of unexpected errors in a row after which the subscribers are notified; an outage of
 * the database is waited out.
 */
const MOST_FAILURES = 5;

interface Found {
  readonly snapshot: Snapshot | null;
  readonly relevant: ReadonlyMap<string, Relevant>;
  readonly read: number;
}

/**
 * One calculation for all who ask the same question: follows the change log and notifies its
 * subscribers.
 */
export class SharedWatch {
  readonly #tools: WatchTools;
  readonly #inTurn: InTurn;
  readonly #viewer: Viewer;
  readonly #query: InsightQuery;
  readonly #queues = new Set<UpdateQueue>();
  readonly #values = new Map<string, MetricValue>();
  readonly #digests = new Map<string, string | null>();
  readonly #sweep: NodeJS.Timeout;
  readonly #forget: () => void;
  #interest: Interest | null = null;
  #position = 0;
  /** The sequence up to which subscribers know all that was answered here. */
  #answered = 0;
  #movesAt: Instant | null = null;
  #timer: NodeJS.Timeout | null = null;
  #waitingSince: number | null = null;
  #working = false;
  readonly #closed = new AbortController();
  /** How many looks in a row met something unexpected, and an outage. */
  #failures = 0;
  #outages = 0;

  constructor(tools: WatchTools, viewer: Viewer, query: InsightQuery, inTurn: InTurn) {
    this.#tools = tools;
    this.#inTurn = inTurn;
    this.#viewer = viewer;
    this.#query = query;
    this.#forget = tools.database.onHint(({ account }) => {
      if (account === viewer.account || account === 0) this.#schedule(GATHER_MILLISECONDS);
    });
    this.#sweep = setInterval(() => {
      if (this.#outages + this.#failures === 0) this.#schedule(0);
    }, SWEEP_MILLISECONDS);
    this.#sweep.unref();
  }

  /** Reads the answer that later ones are compared with, as soon as the database can be reached. */
  async open(): Promise<void> {
    const { signal } = this.#closed;
    await throughOutages(signal, () =>
      this.#inTurn(signal, async () => {
        const snapshot = await this.#answer();
        const insights = await this.#tools.answersOf(snapshot, this.#viewer);
        this.#position = snapshot.state.sequence;
        this.#remember(snapshot, insights);
      }),
    );
  }

  #answer(): Promise<Snapshot> {
    const { database, take } = this.#tools;
    return database.read(this.#viewer.account, (session) => take(session, this.#query));
  }

  get isIdle(): boolean {
    return this.#queues.size === 0;
  }

  join(queue: UpdateQueue): void {
    this.#queues.add(queue);
  }

  leave(queue: UpdateQueue): void {
    this.#queues.delete(queue);
  }

  close(): void {
    this.#closed.abort();
    this.#forget();
    clearInterval(this.#sweep);
    if (this.#timer) clearTimeout(this.#timer);
  }

  #remember(snapshot: Snapshot, insights: readonly Insight[]): void {
    this.#interest = { ...interestOf(snapshot), metrics: this.#query.metrics };
    this.#movesAt = this.#query.range.dates ? null : nextMidnight(snapshot.now, snapshot.zone);
    this.#answered = snapshot.state.sequence;
    for (const { metric, headline } of insights) {
      this.#values.set(metric.id, headline);
      this.#digests.set(metric.id, this.#tools.digestOf(snapshot, metric.id));
    }
  }

  #schedule(after: number): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#inTurn(this.#closed.signal, () => this.#look()).then(
        () => this.#recover(),
        (error: unknown) => this.#lookAgain(error),
      );
    }, after);
  }

  #recover(): void {
    this.#failures = 0;
    this.#outages = 0;
  }

  /** Keeps the position and looks again later, unless the question itself cannot be answered any more. */
  #lookAgain(error: unknown): void {
    if (error instanceof Outage) this.#outages += 1;
    else this.#failures += 1;
    const isFinal = error instanceof Fault && !(error instanceof Outage);
    if (isFinal || this.#failures > MOST_FAILURES) {
      for (const queue of [...this.#queues]) queue.fail(error);
      return;
    }
    if (!this.#closed.signal.aborted)
      this.#schedule(backOff(this.#outages + this.#failures, Math.random()));
  }

  async #look(): Promise<void> {
    if (this.#working) return this.#schedule(GATHER_MILLISECONDS);
    this.#working = true;
    try {
      if (this.#movesAt !== null && this.#tools.clock() >= this.#movesAt) await this.#moveWindow();
      await this.#follow();
    } finally {
      this.#working = false;
    }
  }

  async #follow(): Promise<void> {
    const found = await this.#find();
    if (!found.snapshot) {
      this.#position = found.read;
      this.#waitingSince = null;
      return;
    }
    this.#waitingSince ??= this.#tools.clock();
    const patient = this.#tools.clock() - this.#waitingSince < PATIENCE_MILLISECONDS;
    if (found.snapshot.state.recalculating && patient)
      return this.#schedule(GATHER_MILLISECONDS / 2);
    this.#waitingSince = null;
    this.#position = found.read;
    await this.#send(found.snapshot, (metric) => found.relevant.get(metric));
  }

  /** Reads on and, where something concerns the question, answers it in the same snapshot. */
  #find(): Promise<Found> {
    const { database, take } = this.#tools;
    return database.read(this.#viewer.account, async (session) => {
      const entries = await readLog(session, this.#position, MOST_SEQUENCES);
      const relevant = this.#interest
        ? relevantIn(entries, this.#interest)
        : new Map<string, Relevant>();
      const read = entries.at(-1)?.sequence ?? this.#position;
      const metrics = this.#query.metrics.filter((metric) => relevant.has(metric));
      const snapshot = metrics.length > 0 ? await take(session, { ...this.#query, metrics }) : null;
      return { snapshot, relevant, read };
    });
  }

  async #moveWindow(): Promise<void> {
    const snapshot = await this.#answer();
    const moved: Relevant = {
      reason: 'WINDOW_MOVED',
      sequence: snapshot.state.sequence,
      occurredAt: snapshot.now,
    };
    this.#position = snapshot.state.sequence;
    await this.#send(snapshot, () => moved);
  }

  async #send(snapshot: Snapshot, why: (metric: string) => Relevant | undefined): Promise<void> {
    const insights = await this.#tools.answersOf(snapshot, this.#viewer);
    const updates = insights.flatMap((insight): PendingUpdate[] => {
      const cause = why(insight.metric.id);
      if (!cause) return [];
      const previousValue = this.#values.get(insight.metric.id) ?? null;
      const { reason, occurredAt, sequence } = cause;
      return [{ reason, occurredAt, insight, previousValue, cause: sequence }];
    });
    const changed = updates.filter((update) => !this.#isSame(snapshot, update));
    for (const queue of [...this.#queues])
      queue.offer({
        sequence: snapshot.state.sequence,
        updates: queue.isAt(this.#answered) ? changed : updates,
      });
    this.#remember(snapshot, insights);
  }

  /** True if the rows behind a metric are those of the last answer: nothing new since the last update. */
  #isSame(snapshot: Snapshot, { reason, insight: { metric } }: PendingUpdate): boolean {
    const digest = reason === 'CHANGED' ? this.#tools.digestOf(snapshot, metric.id) : null;
    return digest !== null && digest === this.#digests.get(metric.id);
  }
}
