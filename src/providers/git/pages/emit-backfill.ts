import type { Backfill } from '../history/backfill.js';
import { draftsOf, inPieces } from '../history/commit-pages.js';
import { shasOf, type Which } from '../history/graph.js';
import type { Part } from '../history/read-commits.js';
import { streamCommits } from '../history/stream-commits.js';
import type { GitFlow } from '../source/run.js';
import { type Awaited, isAllEmitted, type State } from './state.js';
import { closedBy, countAheadAmong, type PageBuilder, type SyncPass } from './sync-pass.js';

/** Milliseconds after which a backfill counts its commits, to show its progress. */
const LONG_READING = 500;

/** The pages of a backfill, either of merges or of all other commits, and their progress. */
class BackfillPages {
  readonly #round: SyncPass;
  readonly #which: Which;
  awaited: Awaited;
  /** Infinite until it is known; nothing waits for it. */
  total = Number.POSITIVE_INFINITY;

  constructor(round: SyncPass, which: Which) {
    this.#round = round;
    this.#which = which;
    this.awaited = [...round.state.awaited];
  }

  /** Returns the hashes of all of them and sets `total`. */
  all = async (): Promise<string[]> => {
    const all = shasOf(await this.#round.graph(), this.#which);
    this.total = all.length;
    return all;
  };

  async *parts(reading: GitFlow): AsyncGenerator<Part[]> {
    const round = this.#round;
    // The error reaches the consumers of the graph itself.
    const timer = setTimeout(() => this.all().catch(() => undefined), LONG_READING);
    let emitted = 0;
    try {
      for await (const part of streamCommits(reading, () => this.total)) {
        emitted += part.shas.length;
        this.awaited.push(...countAheadAmong(round, part));
        if (part.isLast) this.total = emitted;
        yield [part];
      }
    } finally {
      clearTimeout(timer);
    }
    if (emitted === this.total) return;
    const all = await this.all();
    this.awaited = countAheadAmong(round, await round.graph());
    yield* inPieces(round, all.slice(emitted));
  }
}

/** Yields commits while they are read, after `before` others. */
async function* firstDrafts(
  round: SyncPass,
  reading: GitFlow,
  pages: BackfillPages,
  before: number,
): AsyncGenerator<PageBuilder> {
  const tips = [...round.snapshot.tips];
  const soFar = (emitted: number): Partial<State> => ({
    underway: { tips, told: emitted, abandoned: [], mergesLast: true },
    awaited: [...pages.awaited],
  });
  for await (const one of draftsOf(round, pages.parts(reading), soFar, before)) {
    const { total } = pages;
    const isFollowed = (one.stateAfter.underway?.told ?? 0) < before + total;
    yield { ...one, ...(Number.isFinite(total) ? { total } : {}), isFollowed };
  }
}

/** Yields all commits that are not merges, while they are read. */
export async function* emitPlain(
  round: SyncPass,
  { plain }: Backfill,
): AsyncGenerator<PageBuilder> {
  const pages = new BackfillPages(round, 'PLAIN');
  const stateAfter = async () => {
    const merges = shasOf(await round.graph(), 'MERGES');
    return merges.length > 0 ? {} : isAllEmitted(round.snapshot.tips, pages.awaited);
  };
  yield* closedBy(round, firstDrafts(round, plain, pages, 0), stateAfter);
}

/** Yields all merges of a backfill, while they are read. */
export async function* emitMerges(
  round: SyncPass,
  reading: Backfill | null,
): AsyncGenerator<PageBuilder> {
  const { underway } = round.state;
  if (!reading || underway === null) return;
  const pages = new BackfillPages(round, 'MERGES');
  await pages.all();
  const stateAfter = async () => isAllEmitted(round.snapshot.tips, pages.awaited);
  yield* closedBy(
    round,
    firstDrafts(round, await reading.merges(), pages, underway.told),
    stateAfter,
  );
}
