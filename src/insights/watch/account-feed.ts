import { backOff } from '../../model/back-off.js';
import type { LogEntry } from '../../model/change-log.js';
import { readLog } from '../../storage/change-feed/change-log.js';
import type { Database } from '../../storage/database/database.js';
import { throughOutages } from '../../storage/database/outage.js';

/** A reader of the change log that gets what another has read of it. */
export interface FeedReader {
  /** Takes the entries later than `from` up to `to`. */
  receive(entries: readonly LogEntry[], from: number, to: number): void;
  /** Looks at the clock. */
  tick(): void;
  fail(error: unknown): void;
}

/** The log is read at most once in this time, however many hints come. */
const GATHER_MILLISECONDS = 10;
/** Hints can be missed: look anyway. */
const SWEEP_MILLISECONDS = 5000;
export const MOST_SEQUENCES = 1_000_000;
/** The number of unexpected errors in a row after which the readers are notified; an outage of the database is waited out. */
export const MOST_FAILURES = 5;

/** Reads the change log of an account once for all its readers, as hints come. */
export class AccountFeed {
  readonly #database: Database;
  readonly #account: number;
  readonly #readers = new Set<FeedReader>();
  readonly #sweep: NodeJS.Timeout;
  readonly #forget: () => void;
  readonly #closed = new AbortController();
  /** Null until the first reader says from where. */
  #position: number | null = null;
  #timer: NodeJS.Timeout | null = null;
  #readAt = Number.NEGATIVE_INFINITY;
  #isReading = false;
  #isHinted = false;
  #failures = 0;

  constructor(database: Database, account: number) {
    this.#database = database;
    this.#account = account;
    this.#forget = database.onHint((hint) => {
      if (hint.account === account || hint.account === 0) this.#hint();
    });
    this.#sweep = setInterval(() => {
      for (const reader of this.#readers) reader.tick();
      this.#hint();
    }, SWEEP_MILLISECONDS);
    this.#sweep.unref();
  }

  get isIdle(): boolean {
    return this.#readers.size === 0;
  }

  /** Adds a reader that knows all up to `known`. It gets all that is later, though others have read it before. */
  join(reader: FeedReader, known: number): void {
    this.#readers.add(reader);
    this.#position ??= known;
    if (known < this.#position) reader.receive([], this.#position, this.#position);
    this.#hint();
  }

  leave(reader: FeedReader): void {
    this.#readers.delete(reader);
  }

  close(): void {
    this.#closed.abort();
    this.#forget();
    clearInterval(this.#sweep);
    if (this.#timer) clearTimeout(this.#timer);
  }

  #hint(): void {
    this.#isHinted = true;
    if (this.#failures === 0)
      this.#schedule(this.#readAt + GATHER_MILLISECONDS - performance.now());
  }

  #schedule(after: number): void {
    if (this.#isReading || this.#closed.signal.aborted || this.#position === null) return;
    this.#timer ??= setTimeout(
      () => {
        this.#timer = null;
        void this.#read(this.#position ?? 0);
      },
      Math.max(0, after),
    );
  }

  async #read(from: number): Promise<void> {
    this.#isReading = true;
    this.#isHinted = false;
    try {
      const entries = await throughOutages(this.#closed.signal, () =>
        this.#database.read(this.#account, (session) => readLog(session, from, MOST_SEQUENCES)),
      );
      this.#pass(entries, from);
      this.#failures = 0;
    } catch (error) {
      this.#fail(error);
    }
    this.#readAt = performance.now();
    this.#isReading = false;
    if (this.#failures > 0) this.#schedule(backOff(this.#failures, Math.random()));
    else if (this.#isHinted) this.#schedule(GATHER_MILLISECONDS);
  }

  #pass(entries: readonly LogEntry[], from: number): void {
    const { sequence: to = from } = entries.at(-1) ?? {};
    this.#position = to;
    if (to > from) for (const reader of this.#readers) reader.receive(entries, from, to);
  }

  #fail(error: unknown): void {
    this.#failures += 1;
    if (this.#failures <= MOST_FAILURES) return;
    this.#failures = 0;
    for (const reader of [...this.#readers]) reader.fail(error);
  }
}
