import type { CollectContext, Page } from '../provider.js';
import { beginFirstReading, type FirstReading } from './history/backfill.js';
import { type Marks, readMarks } from './history/trailers.js';
import { tellMerges } from './pages/emit-backfill.js';
import { tellChanges } from './pages/emit-changes.js';
import { tellCommits } from './pages/emit-commits.js';
import { tellMailmap, tellRepository } from './pages/emit-repository.js';
import { tellTags } from './pages/emit-tags.js';
import { type Snapshot, takeSnapshot } from './pages/snapshot.js';
import { readState, type State, toldAnew } from './pages/state.js';
import { beginRound, type Draft, type Round, remember } from './pages/sync-pass.js';
import type { GitSettings } from './settings.js';
import { openSource, type Source } from './source/source.js';

type Phase = (round: Round, reading: FirstReading | null) => AsyncIterable<Draft>;
const phases: readonly Phase[] = [
  tellRepository,
  tellCommits,
  tellChanges,
  tellMerges,
  tellTags,
  tellMailmap,
];

/** What `.gitattributes` mark, which is looked at only where the head is another than it was. */
async function marksOf(
  state: State,
  { head }: Snapshot,
  marks: () => Promise<Marks>,
): Promise<NonNullable<State['marks']>> {
  if (state.marks !== null && state.marks.head === head) return state.marks;
  return { head, digest: (await marks()).digest };
}

/**
 * The state to go on from: history that was deepened, objects that came later, or files that are marked otherwise than before, make all of
 * it worth telling again.
 */
async function stateOf(
  source: Source,
  cursor: string | null,
  snapshot: Snapshot,
  readMarked: () => Promise<Marks>,
): Promise<State> {
  const { depth } = snapshot;
  const state = readState(cursor);
  const marks = await marksOf(state, snapshot, readMarked);
  const isRemarked = state.marks !== null && state.marks.digest !== marks.digest;
  const isDeeper = state.depth !== '' && state.depth !== depth;
  const hasMore =
    state.incomplete !== null &&
    state.incomplete !== (await source.run(['count-objects', '-v'])).toString();
  return { ...(isDeeper || hasMore || isRemarked ? toldAnew(state) : state), depth, marks };
}

function pageOf(round: Round, { kind, body, items, total }: Draft): Page {
  return {
    kind,
    body,
    fetchedAt: round.context.now,
    cursor: JSON.stringify(round.state),
    ...(items === undefined ? {} : { items }),
    ...(total === undefined ? {} : { total }),
  };
}

async function* pagesOf(round: Round, reading: FirstReading | null): AsyncGenerator<Page> {
  const { budget, signal } = round.context;
  let left = budget.pages;
  for (const phase of phases)
    for await (const draft of phase(round, reading)) {
      if (left <= 0) return;
      left -= 1;
      signal.throwIfAborted();
      round.state = { ...round.state, ...draft.told };
      yield pageOf(round, draft);
    }
}

/**
 * Pages since the cursor: the repository, its commits, the default branch's steps, merges where nothing was told before, tags,
 * `.mailmap`. None where nothing changed. Throws GitFailure where git cannot read or fetch the repository.
 */
export async function* collect(
  settings: GitSettings,
  context: CollectContext,
): AsyncGenerator<Page> {
  const source = await openSource(settings, context);
  let reading: FirstReading | null = null;
  try {
    const snapshot = await takeSnapshot(source, settings);
    const marks = remember(() => readMarks(source, snapshot, context.log));
    const state = await stateOf(source, context.cursor, snapshot, marks);
    const round = beginRound(source, context, snapshot, state, marks);
    reading = beginFirstReading(round);
    yield* pagesOf(round, reading);
  } finally {
    reading?.stop();
    await source.close();
  }
}
