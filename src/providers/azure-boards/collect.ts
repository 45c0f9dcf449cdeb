import { datedPages } from '../dated-pages.js';
import type { CollectContext, Page } from '../provider.js';
import { itemSteps } from './reading/item-steps.js';
import { listSteps } from './reading/list-steps.js';
import { beginRun, type Draft, type ProjectRun } from './reading/run.js';
import { formatState } from './reading/state.js';
import { sweepSteps } from './reading/sweep.js';
import type { BoardsSettings } from './settings.js';

async function* steps(runs: readonly ProjectRun[]): AsyncGenerator<Draft> {
  for (const run of runs) {
    yield* listSteps(run);
    yield* itemSteps(run);
  }
  // An item may have been moved to any of the projects: all are read before one of them misses it.
  for (const run of runs) if (run.context.pass === 'SWEEP') yield* sweepSteps(run);
}

/**
 * Reads changes since the watermarks of the cursor, project by project: sprints, then work items,
 * the newest first. Every page's cursor holds all that the next run needs. An interrupted run thus
 * reads again at most its current page.
 */
export async function* collect(
  settings: BoardsSettings,
  context: CollectContext,
): AsyncGenerator<Page> {
  const { state, runs } = await beginRun(settings, context);
  yield* datedPages(steps(runs), context, () => formatState(state));
}
