import { datedPages } from '../dated-pages.js';
import type { CollectContext, Page } from '../provider.js';
import { lookAtProjects, type Seen } from './look.js';
import { planClosed, readClosed, readOpen } from './pulls.js';
import { beginRound, type Draft, placeOf, type Round } from './round.js';
import type { AzureReposSettings } from './settings.js';
import { sweep } from './sweep.js';
import { readTags } from './tags.js';

/** Reads the first window that is open in each project, so that none is far ahead of the others. */
async function* readWindows(round: Round, projects: readonly Seen[]): AsyncGenerator<Draft> {
  for (const part of projects) {
    const [window] = part.known.windows;
    if (window) yield* readClosed(round, part, window);
  }
}

async function* drafts(round: Round): AsyncGenerator<Draft> {
  const projects = yield* lookAtProjects(round);
  for (const part of projects) planClosed(round, part);
  for (const part of projects) yield* readOpen(round, part);
  yield* readWindows(round, projects);
  for (const part of projects) yield* readTags(round, part, part.shown);
  const left = projects.map(({ known }) => known.windows.length);
  for (let turn = 0; turn < Math.max(0, ...left); turn += 1) yield* readWindows(round, projects);
  if (round.context.pass === 'SWEEP') yield* sweep(round, projects);
}

/**
 * Pages since the cursor: repositories, open pull requests, what was closed since, then what is
 * older, from the newest on. Each page can be the last one: the next run goes on after it. Throws
 * what the API throws.
 */
export async function* collect(
  settings: AzureReposSettings,
  context: CollectContext,
): AsyncGenerator<Page> {
  const round = beginRound(settings, context);
  const { state } = round;
  yield* datedPages(
    drafts(round),
    context,
    () => JSON.stringify(state),
    (pages) => {
      state.round = null;
      return pages > 0 || round.hasNotes ? { kind: 'end', body: placeOf(round) } : null;
    },
  );
}
