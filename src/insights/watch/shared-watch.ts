import type { Viewer } from '../../model/access.js';
import { backOff } from '../../model/back-off.js';
import type { LogEntry } from '../../model/change-log.js';
import { Fault, Outage } from '../../model/errors.js';
import { type Instant, nextMidnight } from '../../model/time.js';
import { readLog } from '../../storage/change-feed/change-log.js';
import { throughOutages } from '../../storage/database/outage.js';
import type { Insight, InsightQuery, MetricValue } from '../answer/answer.js';
import type { Snapshot } from '../snapshot/snapshot.js';
import { type FeedReader, MOST_FAILURES, MOST_SEQUENCES } from './account-feed.js';
import { type Interest, interestOf, type Relevant, relevantIn } from './relevance.js';
import type { PendingUpdate, UpdateQueue } from './update-queue.js';
import type { InTurn, WatchTools } from './watch-tools.js';

/** At most one update in this time for each metric. */
const GATHER_MILLISECONDS = 200;
/** How long an update waits for the teams in scope to be observed, so that one change is one update. */
const PATIENCE_MILLISECONDS = 600;
/** How often it looks whether they are. */
const LOOK_MILLISECONDS = 50;

interface Found {
  readonly snapshot: Snapshot | null;
  readonly relevant: ReadonlyMap<string, Relevant>;
  readonly read: number;
}

/**
 * One calculation for all who ask the same question. It looks at the change log when the feed of its
 * account has read something that concerns it, and notifies its subscribers.
 */
export class SharedWatch implements FeedReader {
  readonly #tools: WatchTools;
  readonly #inTurn: InTurn;
  readonly #viewer: Viewer;
  readonly #query: InsightQuery;
  readonly #queues = new Set<UpdateQueue>();
  readonly #values = new Map<string, MetricValue>();
  readonly #digests = new Map<string, string | null>();
  readonly #closed = new AbortController();
  #interest: Interest | null = null;
  #position = 0;
  /** The sequence up to which subscribers know all that was answered here. */
  #answered = 0;
  #movesAt: Instant | null = null;
  #timer: NodeJS.Timeout | null = null;
  #lookedAt = Number.NEGATIVE_INFINITY;
  #waitingSince: number | null = null;
  /** True from the time a look is due until it has ended. */
  #isDue = true;
  /** True if more was read of the log while a look was under way. */
  #isLate = false;
  /** How many looks in a row met something unexpected, and an outage. */
  #failures = 0;
  #outages = 0;

  constructor(tools: WatchTools, viewer: Viewer, query: InsightQuery, inTurn: InTurn) {
    this.#tools = tools;
    this.#inTurn = inTurn;
    this.#viewer = viewer;
    this.#query = query;
  }

  /**
   * Reads the answer that later ones are compared with, as soon as the database can be reached.
   * Returns its sequence.
   */
  async open(): Promise<number> {
    const { signal } = this.#closed;
    await throughOutages(signal, () =>
      this.#inTurn(signal, async () => {
        const snapshot = await this.#answer();
        const insights = await this.#tools.answersOf(snapshot, this.#viewer);
        this.#position = snapshot.state.sequence;
        this.#remember(snapshot, insights);
      }),
    );
    this.#isDue = false;
    return this.#position;
  }

  receive(entries: readonly LogEntry[], from: number, to: number): void {
    if (this.#isDue) {
      this.#isLate = true;
      return;
    }
    const later = entries.filter(({ sequence }) => sequence > this.#position);
    const concerns = !this.#interest || relevantIn(later, this.#interest).size > 0;
    if (from > this.#position || concerns) this.#schedule(this.#gathered());
    else this.#position = Math.max(this.#position, to);
  }

  tick(): void {
    if (!this.#isDue && this.#hasMoved()) this.#schedule(0);
  }

  fail(error: unknown): void {
    for (const queue of [...this.#queues]) queue.fail(error);
  }

  #hasMoved(): boolean {
    return this.#movesAt !== null && this.#tools.clock() >= this.#movesAt;
  }

  /** Returns the milliseconds until the next look may begin. */
  #gathered(): number {
    return Math.max(0, this.#lookedAt + GATHER_MILLISECONDS - performance.now());
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
    this.#isDue = true;
    if (this.#closed.signal.aborted) return;
    this.#timer = setTimeout(() => {
      this.#inTurn(this.#closed.signal, () => this.#look()).then(
        (again) => this.#recover(again),
        (error: unknown) => this.#lookAgain(error),
      );
    }, after);
  }

  #recover(again: number | null): void {
    this.#failures = 0;
    this.#outages = 0;
    this.#lookedAt = performance.now();
    this.#isDue = false;
    if (again !== null) this.#schedule(again);
    else if (this.#isLate) this.#schedule(this.#gathered());
  }

  /** Keeps the position and looks again later, unless the question itself cannot be answered any more. */
  #lookAgain(error: unknown): void {
    if (error instanceof Outage) this.#outages += 1;
    else this.#failures += 1;
    const isFinal = error instanceof Fault && !(error instanceof Outage);
    if (isFinal || this.#failures > MOST_FAILURES) this.fail(error);
    else this.#schedule(backOff(this.#outages + this.#failures, Math.random()));
  }

  /** Returns the milliseconds after which to look again; null if nothing is waited for. */
  async #look(): Promise<number | null> {
    this.#isLate = false;
    if (this.#hasMoved()) await this.#moveWindow();
    return this.#follow();
  }

  async #follow(): Promise<number | null> {
    const found = await this.#find();
    if (!found.snapshot) {
      this.#position = found.read;
      this.#waitingSince = null;
      return null;
    }
    this.#waitingSince ??= this.#tools.clock();
    const patient = this.#tools.clock() - this.#waitingSince < PATIENCE_MILLISECONDS;
    if (found.snapshot.state.dirty && patient) return LOOK_MILLISECONDS;
    this.#waitingSince = null;
    this.#position = found.read;
    await this.#send(found.snapshot, (metric) => found.relevant.get(metric));
    return null;
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
    for (const queue of this.#queues)
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
