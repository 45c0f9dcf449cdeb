import { DAY_MILLISECONDS, type Instant } from '../../model/time.js';
import { datedPages } from '../dated-pages.js';
import type { CollectContext, Page } from '../provider.js';
import { walkCommits } from './commits.js';
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

type Walk = (run: Run, known: RepositoryState) => AsyncGenerator<Draft>;

const back =
  (until: Instant): Walk =>
  (run, known) =>
    walkBack(run, known, until);

/** Returns the walks through each repository in their order: what is new first, then the last month, then what is older. */
function walksOf({ context, settings }: Run): readonly Walk[] {
  const lastMonth = context.now - FIRST_DAYS * DAY_MILLISECONDS;
  return [
    // A sweep compares more than what is new.
    ...(context.pass === 'SWEEP' ? [] : [walkHead]),
    back(lastMonth),
    ...(settings.tags ? [walkTags] : []),
    ...(settings.commits ? [walkCommits] : []),
    back(Number.NEGATIVE_INFINITY),
  ];
}

async function* drafts(run: Run): AsyncGenerator<Draft> {
  yield* lookAtRepositories(run);
  const all = inOrder(run);
  const there = all.filter(({ id }) => run.there.has(id));
  for (const walk of walksOf(run)) for (const known of there) yield* walk(run, known);
  if (run.context.pass === 'SWEEP') yield* sweep(run, all);
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
  yield* datedPages(drafts(run), context, () => JSON.stringify(run.state));
}
