import { DAY_MILLISECONDS, type Instant } from '../../../model/time.js';
import { datedPages } from '../../dated-pages.js';
import type { CollectContext, Page } from '../../provider.js';
import { lookAtProjects } from './look.js';
import { beginRun, type Draft, type Reading, type ReadingSettings, type Run } from './run.js';
import type { ProjectState } from './state.js';
import { sweep } from './sweep.js';
import { walkBack } from './walk-back.js';
import { walkChanges } from './walk-changes.js';
import type { Walked } from './window.js';

/** The backfill reads so much of all projects before it reads more of any, so that last month stands early. */
const FIRST_DAYS = 31;

/** Returns the projects that are read, the last changed first. */
function inOrder<Settings>(
  { state }: Run<Settings>,
  ids: ReadonlySet<number>,
): [number, ProjectState][] {
  const seen = ({ lists }: ProjectState) =>
    Math.max(0, ...Object.values(lists).map((list) => list.seen));
  return Object.entries(state.projects)
    .map(([id, known]): [number, ProjectState] => [Number(id), known])
    .filter(([id]) => ids.has(id))
    .sort(([, left], [, right]) => seen(right) - seen(left));
}

function* walksOf<Settings>(
  run: Run<Settings>,
  ids: ReadonlySet<number>,
): Generator<Walked<Settings>> {
  const { reading, settings } = run;
  for (const [id, known] of inOrder(run, ids))
    for (const [key, list] of Object.entries(reading.lists))
      if (list.isWanted(settings)) yield { id, known, key, list };
}

async function* walkAllBack<Settings extends ReadingSettings>(
  run: Run<Settings>,
  ids: ReadonlySet<number>,
  until: Instant,
): AsyncGenerator<Draft> {
  for (const walked of walksOf(run, ids)) yield* walkBack(run, walked, until);
}

async function* drafts<Settings extends ReadingSettings>(
  run: Run<Settings>,
): AsyncGenerator<Draft> {
  const { state, context, api, reading } = run;
  const look = yield* lookAtProjects(run);
  const lookedAt = api.now();
  if (context.pass === 'SWEEP') yield* sweep(run, look);
  const ids = new Set([...look.ids].filter((id) => state.projects[id]));
  const changed = context.pass === 'SWEEP' ? ids : look.active;
  for (const walked of walksOf(run, changed)) yield* walkChanges(run, walked);
  yield* walkAllBack(run, ids, context.now - FIRST_DAYS * DAY_MILLISECONDS);
  if (reading.further)
    for (const [id, known] of inOrder(run, ids))
      yield* reading.further(run, id, known, changed.has(id));
  // Until here whatever happened before is read, so that the next run need not look for it.
  state.lookedAt = lookedAt;
  yield* walkAllBack(run, ids, Number.NEGATIVE_INFINITY);
}

/**
 * Yields pages since the cursor: projects, what changed in each, then what is older, from the newest on. Each page can be the
 * last one: the next run goes on after it. Throws what the client throws.
 */
export async function* collectBy<Settings extends ReadingSettings>(
  reading: Reading<Settings>,
  settings: Settings,
  context: CollectContext,
): AsyncGenerator<Page> {
  const run = beginRun(reading, settings, context);
  const cursorOf = () => JSON.stringify(run.state);
  // The walks have ended since the last page.
  yield* datedPages(drafts(run), context, cursorOf, (pages) =>
    pages > 0 ? { kind: 'end', body: {} } : null,
  );
}
