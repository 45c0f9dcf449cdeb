import { datedPages } from '../dated-pages.js';
import type { CollectContext, Page } from '../provider.js';
import { noteLists } from './issues/names.js';
import { adoptProjects, issueSteps } from './reading/issue-steps.js';
import { sprintSteps, versionSteps } from './reading/list-steps.js';
import { beginRun, type Draft, type Run } from './reading/run.js';
import { formatState } from './reading/state.js';
import { sweepSteps } from './reading/sweep.js';
import type { JiraSettings } from './settings.js';

async function* steps(run: Run): AsyncGenerator<Draft> {
  adoptProjects(run);
  yield* sprintSteps(run);
  yield* versionSteps(run);
  await noteLists(run);
  yield* issueSteps(run);
  if (run.context.pass === 'SWEEP') yield* sweepSteps(run);
}

/**
 * Reads changes since the cursor: sprints, versions, then issues, the newest first. Every page's
 * cursor holds all that the next run needs. An interrupted run thus reads again at most its current
 * page.
 */
export async function* collect(
  settings: JiraSettings,
  context: CollectContext,
): AsyncGenerator<Page> {
  const run = await beginRun(settings, context);
  yield* datedPages(steps(run), context, () => formatState(run.state));
}
