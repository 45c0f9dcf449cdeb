import { DAY_MILLISECONDS, type Instant } from '../../model/time.js';
import { datedPages } from '../dated-pages.js';
import type { CollectContext, Page } from '../provider.js';
import { lookAtRepositories } from './look.js';
import { beginRound, type PageBuilder, type SyncPass } from './round.js';
import type { GithubSettings } from './settings.js';
import { listKeys, type RepositoryState } from './state.js';
import { sweep } from './sweep.js';
import { walkTags } from './tags.js';
import { type Part, walk } from './walk.js';

/** A run that goes on with one that was cut off shortly before needs no new look at the lists. */
const PLAN_MILLISECONDS = 10 * 60_000;
/** The backfill reads so much of all repositories before it reads more of any, so that last month stands early. */
const FIRST_DAYS = 31;

/** Returns repositories, the last updated first. */
function inOrder({ state }: SyncPass): RepositoryState[] {
  const seen = ({ pulls, issues }: RepositoryState) =>
    Math.max(pulls?.seen ?? 0, issues?.seen ?? 0);
  return Object.values(state.repositories).sort((left, right) => seen(right) - seen(left));
}

const isOpen = ({ tags, ...known }: RepositoryState): boolean =>
  tags?.walk !== undefined || listKeys.some((key) => known[key]?.head ?? known[key]?.back);

const isPlanned = ({ state, context }: SyncPass): boolean =>
  state.plannedAt !== null &&
  Object.values(state.repositories).some(isOpen) &&
  context.pass !== 'SWEEP' &&
  context.now - state.plannedAt < PLAN_MILLISECONDS;

/** With the last page of the lists the plan is complete, so that nobody has to look again. */
function notePlan({ api, state, context }: SyncPass): void {
  state.plannedAt = context.now;
  // Where GitHub's answers are not dated, nothing is ever taken for settled.
  state.lookedAt = api.begunAt() ?? 0;
}

async function* look(round: SyncPass): AsyncGenerator<PageBuilder> {
  if (isPlanned(round)) return;
  const { context } = round;
  let held: PageBuilder | null = null;
  const pages = lookAtRepositories(round);
  for (;;) {
    const { done, value } = await pages.next();
    if (!done) {
      if (held) yield held;
      held = value;
      continue;
    }
    if (context.pass === 'SWEEP') yield* sweep(round, value);
    break;
  }
  notePlan(round);
  if (held) yield held;
}

async function* walkAll(round: SyncPass, part: Part, until: Instant): AsyncGenerator<PageBuilder> {
  for (const known of inOrder(round))
    for (const key of listKeys) yield* walk(round, known, key, part, until);
}

async function* drafts(round: SyncPass): AsyncGenerator<PageBuilder> {
  yield* look(round);
  yield* walkAll(round, 'head', Number.NEGATIVE_INFINITY);
  yield* walkAll(round, 'back', round.context.now - FIRST_DAYS * DAY_MILLISECONDS);
  for (const known of inOrder(round)) yield* walkTags(round, known);
  yield* walkAll(round, 'back', Number.NEGATIVE_INFINITY);
}

/**
 * Pages since the cursor: the repositories, what is new in each, then what is older, from the newest on. Each page can be the last one:
 * the next run goes on after it. Throws what the API throws.
 */
export async function* collect(
  settings: GithubSettings,
  context: CollectContext,
): AsyncGenerator<Page> {
  const round = beginRound(settings, context);
  const { state } = round;
  yield* datedPages(
    drafts(round),
    context,
    () => JSON.stringify(state),
    (pages) => {
      // The walks have ended since the last page.
      state.plannedAt = null;
      return pages > 0 ? { kind: 'end', body: '' } : null;
    },
  );
}
