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
  const pageOf = ({ body, ...draft }: Draft): Page => ({
    ...draft,
    body: JSON.stringify(body),
    fetchedAt: context.now,
    cursor: JSON.stringify(round.state),
  });
  let pages = 0;
  for await (const draft of drafts(round)) {
    context.signal.throwIfAborted();
    yield pageOf(draft);
    pages += 1;
    if (pages >= context.budget.pages) return;
  }
  round.state.round = null;
  if (pages > 0 || round.hasNotes) yield pageOf({ kind: 'end', body: placeOf(round) });
}
