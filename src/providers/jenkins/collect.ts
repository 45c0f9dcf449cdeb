import type { CollectContext, Page } from '../provider.js';
import { noteJob, readOpen, readSlice } from './reading/builds.js';
import { beginRun, pageOf, type Run } from './reading/run.js';
import type { JenkinsSettings } from './settings.js';
import type { BuildNode } from './wire.js';

/** A page is full with so many builds. */
const BUILDS_A_PAGE = 25;

/** Forgets the jobs that are no more: their builds stay, since logs are rotated and branches deleted. */
function forgetJobs({ state, jobs }: Run): void {
  const names = new Set(jobs.map(({ head }) => head.fullName));
  for (const name of Object.keys(state.jobs)) if (!names.has(name)) delete state.jobs[name];
}

/** Yields the builds of each step: those that had not ended, then the newest, then older ones, a slice of each job in turn. */
async function* steps(run: Run): AsyncGenerator<readonly BuildNode[]> {
  const { jobs, state } = run;
  for (const job of jobs) yield await readOpen(run, job);
  for (const job of jobs) noteJob(run, job);
  const newestFirst = jobs.toSorted(
    (left, right) => (right.last?.timestamp ?? 0) - (left.last?.timestamp ?? 0),
  );
  const unread = () =>
    newestFirst.filter(({ head }) => (state.jobs[head.fullName]?.gaps.length ?? 0) > 0);
  for (let left = unread(); left.length > 0; left = unread())
    for (const job of left) yield await readSlice(run, job);
}

async function* pages(run: Run): AsyncGenerator<Page> {
  const builds: BuildNode[] = [];
  let kept = run.context.cursor;
  const full = (): Page => {
    const page = pageOf(run, builds.splice(0));
    kept = page.cursor;
    return page;
  };
  for await (const some of steps(run)) {
    builds.push(...some);
    if (builds.length >= BUILDS_A_PAGE) yield full();
  }
  // An end that was found is kept, too, so that it is not asked for again.
  if (builds.length > 0 || JSON.stringify(run.state) !== kept) yield full();
}

/**
 * Reads the builds since the cursor, and goes on with those before it. Every page's cursor holds
 * all that the next run needs.
 */
export async function* collect(
  settings: JenkinsSettings,
  context: CollectContext,
): AsyncGenerator<Page> {
  const run = await beginRun(settings, context);
  if (context.pass === 'SWEEP') forgetJobs(run);
  let count = 0;
  for await (const page of pages(run)) {
    context.signal.throwIfAborted();
    yield page;
    count += 1;
    if (count >= context.budget.pages) return;
  }
}
