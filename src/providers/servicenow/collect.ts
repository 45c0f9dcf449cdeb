import type { CollectContext, Page } from '../provider.js';
import { tablesOf } from './legend.js';
import { beginRun } from './reading/run.js';
import { formatState } from './reading/state.js';
import { tableSteps } from './reading/table-steps.js';
import type { ServicenowSettings } from './settings.js';

/**
 * Reads rows since the cursor, table by table: those of a first sync the newest first. Every page's cursor holds all
 * that the next run needs, so that an interrupted run reads again at most its current page.
 */
export async function* collect(
  settings: ServicenowSettings,
  context: CollectContext,
): AsyncGenerator<Page> {
  const run = await beginRun(settings, context);
  let pages = 0;
  for (const table of tablesOf(settings))
    for await (const { body, ...draft } of tableSteps(run, table)) {
      context.signal.throwIfAborted();
      const cursor = formatState(run.state);
      yield { ...draft, body: JSON.stringify(body), fetchedAt: context.now, cursor };
      pages += 1;
      if (pages >= context.budget.pages) return;
    }
}
