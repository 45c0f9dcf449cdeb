import type { Backfill } from '../history/backfill.js';
import { draftsOf, inPieces } from '../history/commit-pages.js';
import { shasOf, type Which } from '../history/graph.js';
import type { Part } from '../history/read-commits.js';
import { streamCommits } from '../history/stream-commits.js';
import type { GitFlow } from '../source/run.js';
import { type Awaited, isAllEmitted, type State } from './state.js';
import { closedBy, countAheadAmong, type PageBuilder, type SyncPass } from './sync-pass.js';

/** After this many milliseconds a reading is long, and worth knowing how long. */
const LONG_READING = 500;

/** How far a first reading of commits has come that are merges, or are none. */
class BackfillPages {
  readonly #round: SyncPass;
  readonly #which: Which;
  awaited: Awaited;
  /** Infinite until it is known, which nothing waits for. */
  total = Number.POSITIVE_INFINITY;

  constructor(round: SyncPass, which: Which) {
    this.#round = round;
    this.#which = which;
    this.awaited = [...round.state.awaited];
  }

  /** Hashes of all of them, which are then counted. */
  all = async (): Promise<string[]> => {
    const all = shasOf(await this.#round.graph(), this.#which);
    this.total = all.length;
    return all;
  };

  async *parts(reading: GitFlow): AsyncGenerator<Part[]> {
    const round = this.#round;
    // Its error reaches whoever asks for the graph itself.
    const timer = setTimeout(() => this.all().catch(() => undefined), LONG_READING);
    let told = 0;
    try {
      for await (const part of streamCommits(reading, () => this.total)) {
        told += part.shas.length;
        this.awaited.push(...countAheadAmong(round, part));
        if (part.isLast) this.total = told;
        yield [part];
      }
    } finally {
      clearTimeout(timer);
    }
    if (told === this.total) return;
    const all = await this.all();
    this.awaited = countAheadAmong(round, await round.graph());
    yield* inPieces(round, all.slice(told));
  }
}

/** Commits, told while they are read, after `before` others. */
async function* firstDrafts(
  round: SyncPass,
  reading: GitFlow,
  telling: BackfillPages,
  before: number,
): AsyncGenerator<PageBuilder> {
  const tips = [...round.snapshot.tips];
  const soFar = (told: number): Partial<State> => ({
    underway: { tips, told, abandoned: [], mergesLast: true },
    awaited: [...telling.awaited],
  });
  for await (const one of draftsOf(round, telling.parts(reading), soFar, before)) {
    const { total } = telling;
    const isFollowed = (one.told.underway?.told ?? 0) < before + total;
    yield { ...one, ...(Number.isFinite(total) ? { total } : {}), isFollowed };
  }
}

/** All commits that are no merges, told while they are read. */
export async function* emitPlain(
  round: SyncPass,
  { plain }: Backfill,
): AsyncGenerator<PageBuilder> {
  const telling = new BackfillPages(round, 'PLAIN');
  const told = async () => {
    const merges = shasOf(await round.graph(), 'MERGES');
    return merges.length > 0 ? {} : isAllEmitted(round.snapshot.tips, telling.awaited);
  };
  yield* closedBy(round, firstDrafts(round, plain, telling, 0), told);
}

/** All merges, told while they are read, where nothing was told before. */
export async function* emitMerges(
  round: SyncPass,
  reading: Backfill | null,
): AsyncGenerator<PageBuilder> {
  const { underway } = round.state;
  if (!reading || underway === null) return;
  const telling = new BackfillPages(round, 'MERGES');
  await telling.all();
  const told = async () => isAllEmitted(round.snapshot.tips, telling.awaited);
  yield* closedBy(round, firstDrafts(round, await reading.merges(), telling, underway.told), told);
}
