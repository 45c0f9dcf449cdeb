import { DAY_MILLISECONDS, type Instant } from '../../model/time.js';
import type { CollectContext, Page } from '../provider.js';
import { lists } from './lists.js';
import { lookAtProjects } from './look.js';
import { beginRun, type Draft, type Run } from './run.js';
import type { GitlabSettings } from './settings.js';
import { listKeys, type ProjectState } from './state.js';
import { sweep } from './sweep.js';
import { walkTags } from './tags.js';
import { walkBack } from './walk-back.js';
import { walkChanges } from './walk-changes.js';
import type { Walked } from './window.js';

/** The backfill reads so much of all projects before it reads more of any, so that last month stands early. */
const FIRST_DAYS = 31;

/** Returns the projects that are read, the last changed first. */
function inOrder({ state }: Run, ids: ReadonlySet<number>): [number, ProjectState][] {
  const seen = ({ pulls, issues }: ProjectState) => Math.max(pulls?.seen ?? 0, issues?.seen ?? 0);
  return Object.entries(state.projects)
    .map(([id, known]): [number, ProjectState] => [Number(id), known])
    .filter(([id]) => ids.has(id))
    .sort(([, left], [, right]) => seen(right) - seen(left));
}

function* walksOf(run: Run, ids: ReadonlySet<number>): Generator<Walked> {
  for (const [id, known] of inOrder(run, ids))
    for (const key of listKeys) if (lists[key].isWanted(run.settings)) yield { id, known, key };
}

async function* walkAllBack(
  run: Run,
  ids: ReadonlySet<number>,
  until: Instant,
): AsyncGenerator<Draft> {
  for (const walked of walksOf(run, ids)) yield* walkBack(run, walked, until);
}

async function* drafts(run: Run): AsyncGenerator<Draft> {
  const { state, settings, context, api } = run;
  const look = yield* lookAtProjects(run);
  const lookedAt = api.now();
  if (context.pass === 'SWEEP') yield* sweep(run, look);
  const ids = new Set([...look.ids].filter((id) => state.projects[id]));
  const changed = context.pass === 'SWEEP' ? ids : look.active;
  for (const walked of walksOf(run, changed)) yield* walkChanges(run, walked);
  yield* walkAllBack(run, ids, context.now - FIRST_DAYS * DAY_MILLISECONDS);
  if (settings.tags)
    for (const [id, known] of inOrder(run, ids))
      if (changed.has(id) || !known.tags || known.tags.walk) yield* walkTags(run, id, known);
  // Until here whatever happened before is read, so that the next run need not look for it.
  state.lookedAt = lookedAt;
  yield* walkAllBack(run, ids, Number.NEGATIVE_INFINITY);
}

/**
 * Yields pages since the cursor: projects, what changed in each, then what is older, from the newest on. Each page can be the
 * last one: the next run goes on after it. Throws what the client throws.
 */
export async function* collect(
  settings: GitlabSettings,
  context: CollectContext,
): AsyncGenerator<Page> {
  const run = beginRun(settings, context);
  const pageOf = ({ body, ...draft }: Draft): Page => ({
    ...draft,
    body: JSON.stringify(body),
    fetchedAt: context.now,
    cursor: JSON.stringify(run.state),
  });
  let left = context.budget.pages;
  let hasChanged = false;
  for await (const draft of drafts(run)) {
    context.signal.throwIfAborted();
    left -= 1;
    yield pageOf(draft);
    hasChanged = true;
    if (left <= 0) return;
  }
  // The walks have ended since the last page.
  if (hasChanged) yield pageOf({ kind: 'end', body: {} });
}
