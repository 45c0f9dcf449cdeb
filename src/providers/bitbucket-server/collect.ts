import { DAY_MILLISECONDS } from '../../model/time.js';
import type { CollectContext, Page } from '../provider.js';
import { lookAtRepositories } from './look.js';
import { beginRun, type Draft, type Run } from './run.js';
import type { BitbucketServerSettings } from './settings.js';
import type { RepositoryState } from './state.js';
import { sweep } from './sweep.js';
import { walkTags } from './tags.js';
import { walkBack, walkHead } from './walk.js';

/** The backfill reads so much of all repositories before it reads more of any, so that last month stands early. */
const FIRST_DAYS = 31;

/** Returns the repositories that were ever read, those with the newest pull requests first. */
function inOrder({ state }: Run): RepositoryState[] {
  const all = Object.values(state.repositories);
  return all.sort((left, right) => (right.seen ?? 0) - (left.seen ?? 0) || left.id - right.id);
}

async function* drafts(run: Run): AsyncGenerator<Draft> {
  const { context, settings } = run;
  yield* lookAtRepositories(run);
  const all = inOrder(run);
  const there = all.filter(({ id }) => run.there.has(id));
  const isSweep = context.pass === 'SWEEP';
  if (!isSweep) for (const known of there) yield* walkHead(run, known);
  const lastMonth = context.now - FIRST_DAYS * DAY_MILLISECONDS;
  for (const known of there) yield* walkBack(run, known, lastMonth);
  if (settings.tags) for (const known of there) yield* walkTags(run, known);
  for (const known of there) yield* walkBack(run, known, Number.NEGATIVE_INFINITY);
  if (isSweep) yield* sweep(run, all);
}

/**
 * Yields pages since the cursor: repositories, what is new in each, then what is older, the newest
 * first. Each page can be the last one of a run: the next goes on after it.
 */
export async function* collect(
  settings: BitbucketServerSettings,
  context: CollectContext,
): AsyncGenerator<Page> {
  const run = await beginRun(settings, context);
  let left = context.budget.pages;
  for await (const draft of drafts(run)) {
    context.signal.throwIfAborted();
    left -= 1;
    yield { ...draft, fetchedAt: context.now, cursor: JSON.stringify(run.state) };
    if (left <= 0) return;
  }
}
