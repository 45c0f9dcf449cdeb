import { DAY_MILLISECONDS } from '../../model/time.js';
import { type Draft, look } from '../bitbucket-api/look.js';
import { datedPages } from '../dated-pages.js';
import type { CollectContext, Page } from '../provider.js';
import { beginRound, type Round } from './round.js';
import type { BitbucketSettings } from './settings.js';
import { walkTags } from './tags.js';
import { type Walked, walkBack, walkNew } from './walk.js';

/** The backfill reads so much of all repositories before it reads more of any, so that last month stands early. */
const FIRST_DAYS = 31;

/** Returns repositories, the last updated first. */
const inOrder = ({ state }: Round): Walked[] =>
  Object.entries(state.repositories)
    .map(([uuid, known]) => ({ uuid, known }))
    .sort((left, right) => (right.known.pulls.seen ?? 0) - (left.known.pulls.seen ?? 0));

async function* drafts(round: Round): AsyncGenerator<Draft> {
  yield* look(round);
  const all = inOrder(round);
  for (const walked of all) yield* walkNew(round, walked);
  const month = round.context.now - FIRST_DAYS * DAY_MILLISECONDS;
  for (const walked of all) yield* walkBack(round, walked, month);
  for (const walked of all) yield* walkTags(round, walked);
  for (const walked of all) yield* walkBack(round, walked, Number.NEGATIVE_INFINITY);
}

/**
 * Pages since the cursor: the repositories, what is new in each, then what is older, from the newest on. Each page can be the last one:
 * the next run goes on after it. Throws what the API throws.
 */
export async function* collect(
  settings: BitbucketSettings,
  context: CollectContext,
): AsyncGenerator<Page> {
  const round = beginRound(settings, context);
  const cursorOf = () => JSON.stringify(round.state);
  // The state may have moved since the last page.
  yield* datedPages(drafts(round), context, cursorOf, (_, cursor) =>
    cursorOf() === cursor ? null : { kind: 'end', body: {} },
  );
}
