import { type Draft, look } from '../bitbucket-api/look.js';
import { datedPages } from '../dated-pages.js';
import type { CollectContext, Page } from '../provider.js';
import { lists } from './lists.js';
import { beginRound, type Round } from './round.js';
import type { PipelinesSettings } from './settings.js';
import { type Walked, walkBack, walkNew } from './walk.js';

const allLists = ({ state }: Round): Walked[] =>
  Object.entries(state.repositories).flatMap(([uuid, known]) =>
    lists.map((list) => ({ uuid, known, list })),
  );

/** Where the runs of not one repository may be read, something is wrong with the token. */
function throwIfAllRefused({ state, refusals }: Round): void {
  const [remedy] = refusals.values();
  if (remedy && refusals.size === Object.keys(state.repositories).length) throw new Error(remedy);
}

async function* drafts(round: Round): AsyncGenerator<Draft> {
  yield* look(round);
  const all = allLists(round);
  for (const walked of all) yield* walkNew(round, walked);
  for (const walked of all) yield* walkBack(round, walked);
  throwIfAllRefused(round);
}

/**
 * Pages since the cursor: the repositories, what is new or went on in each, then what is older. Each page can be the last one: the next run
 * goes on after it. Throws what the API throws.
 */
export async function* collect(
  settings: PipelinesSettings,
  context: CollectContext,
): AsyncGenerator<Page> {
  const round = beginRound(settings, context);
  const cursorOf = () => JSON.stringify(round.state);
  // The state may have moved since the last page.
  yield* datedPages(drafts(round), context, cursorOf, (_, cursor) =>
    cursorOf() === cursor ? null : { kind: 'end', body: {} },
  );
}
