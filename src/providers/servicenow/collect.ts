import { type Draft, datedPages } from '../dated-pages.js';
import type { CollectContext, Page } from '../provider.js';
import { tablesOf } from './legend.js';
import { beginRun, type Run } from './reading/run.js';
import { formatState } from './reading/state.js';
import { tableSteps } from './reading/table-steps.js';
import type { ServicenowSettings } from './settings.js';

async function* steps(run: Run, tables: ReturnType<typeof tablesOf>): AsyncGenerator<Draft> {
  for (const table of tables) yield* tableSteps(run, table);
}

/**
 * Reads rows since the cursor, table by table: those of a first sync the newest first. Every page's cursor holds all
 * that the next run needs, so that an interrupted run reads again at most its current page.
 */
export async function* collect(
  settings: ServicenowSettings,
  context: CollectContext,
): AsyncGenerator<Page> {
  const run = await beginRun(settings, context);
  yield* datedPages(steps(run, tablesOf(settings)), context, () => formatState(run.state));
}
