import type { CollectContext, Page } from '../provider.js';
import { type Backfill, beginBackfill } from './history/backfill.js';
import { readTrailers, type TrailersByCommit } from './history/trailers.js';
import { emitMerges } from './pages/emit-backfill.js';
import { emitChanges } from './pages/emit-changes.js';
import { emitCommits } from './pages/emit-commits.js';
import { emitMailmap, emitRepository } from './pages/emit-repository.js';
import { emitTags } from './pages/emit-tags.js';
import { type Snapshot, takeSnapshot } from './pages/snapshot.js';
import { readState, resetForFullSync, type State } from './pages/state.js';
import { beginRound, type PageBuilder, remember, type SyncPass } from './pages/sync-pass.js';
import type { GitSettings } from './settings.js';
import { openSource, type Source, whileSame } from './source/source.js';

type Phase = (round: SyncPass, reading: Backfill | null) => AsyncIterable<PageBuilder>;
const phases: readonly Phase[] = [
  emitRepository,
  emitCommits,
  emitChanges,
  emitMerges,
  emitTags,
  emitMailmap,
];

/** Returns the digest of the files that `.gitattributes` mark, computed only if the head moved. */
async function trailersOf(
  state: State,
  { head }: Snapshot,
  marks: () => Promise<TrailersByCommit>,
): Promise<NonNullable<State['marks']>> {
  if (state.marks !== null && state.marks.head === head) return state.marks;
  return { head, digest: (await marks()).digest };
}

/**
 * Returns the state to resume from. Everything is emitted again if history was deepened, missing
 * objects arrived, or the marked files changed.
 */
async function stateOf(
  source: Source,
  cursor: string | null,
  snapshot: Snapshot,
  readMarked: () => Promise<TrailersByCommit>,
): Promise<State> {
  const { depth } = snapshot;
  const state = readState(cursor);
  const marks = await trailersOf(state, snapshot, readMarked);
  const isRemarked = state.marks !== null && state.marks.digest !== marks.digest;
  const isDeeper = state.depth !== '' && state.depth !== depth;
  const hasMore =
    state.incomplete !== null &&
    state.incomplete !== (await source.run(['count-objects', '-v'])).toString();
  return { ...(isDeeper || hasMore || isRemarked ? resetForFullSync(state) : state), depth, marks };
}

function pageOf(round: SyncPass, { kind, body, items, total }: PageBuilder): Page {
  return {
    kind,
    body,
    fetchedAt: round.context.now,
    cursor: JSON.stringify(round.state),
    ...(items === undefined ? {} : { items }),
    ...(total === undefined ? {} : { total }),
  };
}

async function* pagesOf(round: SyncPass, reading: Backfill | null): AsyncGenerator<Page> {
  const { budget, signal } = round.context;
  let left = budget.pages;
  for (const phase of phases)
    for await (const draft of phase(round, reading)) {
      if (left <= 0) return;
      left -= 1;
      signal.throwIfAborted();
      round.state = { ...round.state, ...draft.stateAfter };
      // The check makes sure that no other repository was read into the page.
      await round.source.demandUnchanged();
      yield pageOf(round, draft);
    }
}

/**
 * Yields pages since the cursor: repository, commits, steps of the default branch, tags,
 * `.mailmap`. In the first sync merges follow separately. Yields nothing if nothing changed. Throws
 * GitFailure if git cannot read or fetch the repository.
 */
export async function* collect(
  settings: GitSettings,
  context: CollectContext,
): AsyncGenerator<Page> {
  const source = await openSource(settings, context);
  let reading: Backfill | null = null;
  try {
    const snapshot = await whileSame(source, () => takeSnapshot(source, settings));
    const marks = remember(() => readTrailers(source, snapshot, context.log));
    const state = await stateOf(source, context.cursor, snapshot, marks);
    const round = beginRound(source, context, snapshot, state, marks);
    reading = beginBackfill(round);
    yield* pagesOf(round, reading);
  } finally {
    reading?.stop();
    await source.close();
  }
}
