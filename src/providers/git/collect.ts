import type { CollectContext, Page } from '../provider.js';
import { beginFirstReading, type FirstReading } from './first-reading.js';
import { beginRound, type Draft, type Round } from './round.js';
import type { GitSettings } from './settings.js';
import { takeSnapshot } from './snapshot.js';
import { openSource, type Source } from './source.js';
import { readState, type State, toldAnew } from './state.js';
import { tellChanges } from './tell-changes.js';
import { tellCommits } from './tell-commits.js';
import { tellMerges } from './tell-first.js';
import { tellMailmap, tellRepository } from './tell-repository.js';
import { tellTags } from './tell-tags.js';

type Phase = (round: Round, reading: FirstReading | null) => AsyncIterable<Draft>;
const phases: readonly Phase[] = [
  tellRepository,
  tellCommits,
  tellChanges,
  tellMerges,
  tellTags,
  tellMailmap,
];

/** The state to go on from: history that was deepened, or objects that came later, make all of it worth telling again. */
async function stateOf(source: Source, cursor: string | null, depth: string): Promise<State> {
  const state = readState(cursor);
  const isDeeper = state.depth !== '' && state.depth !== depth;
  const hasMore =
    state.incomplete !== null &&
    state.incomplete !== (await source.run(['count-objects', '-v'])).toString();
  return { ...(isDeeper || hasMore ? toldAnew(state) : state), depth };
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
  const snapshot = await takeSnapshot(source, settings);
  const state = await stateOf(source, context.cursor, snapshot.depth);
  const round = beginRound(source, context, snapshot, state);
  const reading = beginFirstReading(round);
  try {
    yield* pagesOf(round, reading);
  } finally {
    reading?.stop();
  }
}
