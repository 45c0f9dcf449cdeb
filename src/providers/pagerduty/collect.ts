import { datedPages } from '../dated-pages.js';
import type { CollectContext, Page } from '../provider.js';
import { incrementSteps } from './reading/increment.js';
import { beginRun, type Draft, type Run } from './reading/run.js';
import { formatState } from './reading/state.js';
import { sweepSteps } from './reading/sweep.js';
import { walkOf, walkSteps } from './reading/walk.js';
import type { PagerdutySettings } from './settings.js';

/** Reads what the last run left first, then what changed, then in a sweep everything again. */
async function* steps(run: Run): AsyncGenerator<Draft> {
  const { context, state } = run;
  const isFirst = state.until === null;
  const left = state.walk;
  const isSwept = left?.kind === 'SWEEP';
  if (isSwept) yield* sweepSteps(run, left);
  else if (isFirst) yield* walkSteps(run, left ?? walkOf(run, 'BACKFILL'));
  if (left || !isFirst) yield* incrementSteps(run);
  if (context.pass === 'SWEEP' && !isFirst && !isSwept) yield* sweepSteps(run, null);
}

/**
 * Reads incidents since the cursor: those of a first sync the newest first. Every page's cursor holds all that the
 * next run needs, so that an interrupted run reads again at most its current page.
 */
export async function* collect(
  settings: PagerdutySettings,
  context: CollectContext,
): AsyncGenerator<Page> {
  const run = await beginRun(settings, context);
  yield* datedPages(steps(run), context, () => formatState(run.state));
}
