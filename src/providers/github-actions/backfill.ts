import type { Page } from '../provider.js';
import { datesOf, hasNextPage, listDeployments, listRuns, noteOpenRuns } from './lists.js';
import { readStatuses } from './read-deployments.js';
import { readAttempts, readerOf } from './read-runs.js';
import type { Listed } from './repositories.js';
import { isSpent, listPage, refusalOf, type Session, stateOf, unlessRefused } from './session.js';
import type { Backfill, Place } from './state.js';
import { createdWithin, MOST_LISTED, newerHalf, windowBefore } from './windows.js';

/** Lets a repository that is new here be read from its newest run back. */
export function beginBackfill(session: Session, repository: Listed, first: Backfill | null): void {
  const own = stateOf(session, repository);
  if (first) own.runs = first;
  if (session.settings.readsDeployments) own.deployments = { page: 1, until: session.now };
}

/** Reads one page of the window at hand; yields nothing if the window held too many runs and was halved. */
async function* nextRuns(
  session: Session,
  repository: Listed,
  window: Backfill,
): AsyncGenerator<Page> {
  const own = stateOf(session, repository);
  const query = { created: createdWithin(window), page: window.page };
  const { answer, runs, total } = await listRuns(session, repository, query);
  const half = total >= MOST_LISTED && window.page === 1 ? newerHalf(window) : null;
  if (half) {
    own.runs = half;
    return;
  }
  if (total >= MOST_LISTED && window.page === 1)
    session.context.log(
      'warn',
      `${repository.fullName} began ${total} runs in one second: GitHub lists ${MOST_LISTED}.`,
    );
  const nodes = await readAttempts(readerOf(session, repository.fullName), runs);
  noteOpenRuns(session, repository, runs);
  const next = hasNextPage(answer)
    ? { ...window, page: window.page + 1 }
    : windowBefore(window, session.state.since);
  if (next) own.runs = next;
  else delete own.runs;
  // An empty window still moves the place from which the next run goes on.
  const page = listPage(session, repository, 'RUNS', nodes, runs.length);
  if (page) yield page;
}

const createdAt = (node: unknown): number => datesOf(node).createdAt;

/** Reads one page of deployments, the newest first; the last is the one that is older than the backfill. */
async function* nextDeployments(
  session: Session,
  repository: Listed,
  page: number,
): AsyncGenerator<Page> {
  const own = stateOf(session, repository);
  const { api, state } = session;
  const { answer, deployments: all } = await listDeployments(session, repository, { page });
  const wanted = all.filter((node) => !(createdAt(node) < state.since));
  const nodes = await readStatuses(api, wanted);
  const until = Math.min(...all.map(createdAt).filter((at) => !Number.isNaN(at)));
  const isLast = !hasNextPage(answer) || wanted.length < all.length;
  if (isLast || !Number.isFinite(until)) delete own.deployments;
  else own.deployments = { page: page + 1, until };
  const found = listPage(session, repository, 'DEPLOYMENTS', nodes, wanted.length);
  if (found) yield found;
}

interface Step {
  readonly repository: Listed;
  readonly list: Place['list'];
  readonly until: number;
  /** Nothing is read before they are asked for. */
  readonly pages: AsyncIterable<Page>;
}

/** Returns the next step of a repository: its runs or its deployments, the newer first. */
function stepOf(session: Session, repository: Listed): Step | null {
  const own = stateOf(session, repository);
  const [runs, deployments] = [
    refusalOf(session, repository, 'RUNS') ? undefined : own.runs,
    refusalOf(session, repository, 'DEPLOYMENTS') ? undefined : own.deployments,
  ];
  if (runs && (!deployments || runs.until >= deployments.until))
    return {
      repository,
      list: 'RUNS',
      until: runs.until,
      pages: nextRuns(session, repository, runs),
    };
  if (!deployments) return null;
  const { page, until } = deployments;
  const pages = nextDeployments(session, repository, page);
  return { repository, list: 'DEPLOYMENTS', until, pages };
}

/** Reads what lies before the first sync: of all repositories the newest month first, then the older ones. */
export async function* backfillPages(
  session: Session,
  repositories: readonly Listed[],
): AsyncGenerator<Page> {
  for (;;) {
    const steps = repositories.flatMap((repository) => stepOf(session, repository) ?? []);
    const [first, ...others] = steps;
    if (!first || isSpent(session)) return;
    const newest = others.reduce((best, step) => (step.until > best.until ? step : best), first);
    yield* unlessRefused(session, newest.repository, newest.list, newest.pages);
  }
}
