import type { Page } from '../provider.js';
import { datesOf, hasNextPage, listDeployments, listRuns, noteOpenRuns } from './lists.js';
import { readStatuses } from './read-deployments.js';
import { readAttempts, readerOf } from './read-runs.js';
import type { Listed } from './repositories.js';
import {
  isSpent,
  listPage,
  noteValidator,
  refusalOf,
  type Session,
  stateOf,
  unlessRefused,
} from './session.js';
import type { Place } from './state.js';

/** GitHub's clocks and its lists lag behind a little: what changed shortly before the last pass is read again. */
const OVERLAP_SECONDS = 5 * 60;
const DAY_SECONDS = 86_400;
/** So long a run may be run again, which no list by creation shows. */
const LOOK_BACK_SECONDS = 30 * DAY_SECONDS;
/** A deployment that waits longer is seen with the late attempts. */
const DEPLOYING_SECONDS = DAY_SECONDS;

const readFrom = (session: Session, repository: Listed): number =>
  (stateOf(session, repository).to ?? session.state.to) - OVERLAP_SECONDS;

/** How far down a list is read. */
function floorOf(session: Session, repository: Listed, list: Place['list']): number {
  const changedSince = readFrom(session, repository);
  const { openSince = changedSince } = stateOf(session, repository);
  const usual =
    list === 'RUNS' ? Math.min(changedSince, openSince) : changedSince - DEPLOYING_SECONDS;
  const { pass } = session.state;
  return pass?.looksBack ? Math.min(usual, pass.now - LOOK_BACK_SECONDS) : usual;
}

/**
 * Returns the entries that changed, and whether no more may have. An entry without readable instants counts as changed, so that
 * it is reported as dropped.
 */
function changedOf(session: Session, repository: Listed, floor: number, all: readonly unknown[]) {
  const since = readFrom(session, repository);
  const { pass, lookedBackAt } = session.state;
  const lateSince = pass?.looksBack ? lookedBackAt - OVERLAP_SECONDS : Number.POSITIVE_INFINITY;
  const entries = all.map((node) => ({ node, ...datesOf(node) }));
  const isLast = entries.length > 0 && entries.every(({ createdAt }) => createdAt < floor);
  const nodes = entries
    .filter(
      ({ createdAt, updatedAt, isLate }) =>
        !(updatedAt < since && createdAt < since) || (isLate && updatedAt >= lateSince),
    )
    .map(({ node }) => node);
  return { nodes, isLast };
}

/** Asks for a page of a list. The first one is asked by its validator, unless something further down is known to change. */
async function readList(session: Session, repository: Listed, { list, page, floor }: Place) {
  const conditional = page === 1 && floor >= floorWithoutLook(session, repository, list);
  const asking = { page, conditional };
  if (list === 'DEPLOYMENTS') {
    const { answer, deployments } = await listDeployments(session, repository, asking);
    return { answer, all: deployments };
  }
  const { answer, runs } = await listRuns(session, repository, asking);
  noteOpenRuns(session, repository, runs);
  return { answer, all: runs };
}

const floorWithoutLook = (session: Session, repository: Listed, list: Place['list']): number =>
  readFrom(session, repository) - (list === 'RUNS' ? 0 : DEPLOYING_SECONDS);

/** The page that reports what changed; its nodes are read whole. */
async function changedPage(
  session: Session,
  repository: Listed,
  list: Place['list'],
  nodes: readonly unknown[],
  advance: () => Promise<void>,
): Promise<Page | null> {
  const whole =
    list === 'RUNS'
      ? await readAttempts(readerOf(session, repository.fullName), nodes)
      : await readStatuses(session.api, nodes);
  await advance();
  return listPage(session, repository, list, whole, nodes.length);
}

/** Reads a list from its newest entry down to where nothing can have changed. */
async function* listPages(
  session: Session,
  repository: Listed,
  list: Place['list'],
): AsyncGenerator<Page> {
  const own = stateOf(session, repository);
  if (own.at?.list !== list) own.at = { list, page: 1, floor: floorOf(session, repository, list) };
  if (list === 'RUNS' && own.at.page === 1) delete own.openSince;
  for (let place: Place | null = own.at; place && !isSpent(session); ) {
    const here: Place = place;
    const { answer, all } = await readList(session, repository, here);
    const { nodes, isLast } = changedOf(session, repository, here.floor, all);
    const hasMore = answer.status === 200 && !isLast && hasNextPage(answer);
    const next: Place | null = hasMore ? { ...here, page: here.page + 1 } : null;
    const page = await changedPage(session, repository, list, nodes, async () => {
      if (answer.status === 200 && here.page === 1) await noteValidator(session, answer);
      if (next) own.at = next;
      else finish(session, repository, list);
    });
    if (page) yield page;
    place = next;
  }
}

/** Goes on with deployments after the runs; after both the repository is read through this pass. */
function finish(session: Session, repository: Listed, list: Place['list']): void {
  const own = stateOf(session, repository);
  const { pass } = session.state;
  delete own.at;
  // A backfill that has not begun reads deployments from the newest on.
  const isBegun = own.deployments?.page !== 1;
  if (list === 'RUNS' && session.settings.readsDeployments && isBegun)
    own.at = { list: 'DEPLOYMENTS', page: 1, floor: floorOf(session, repository, 'DEPLOYMENTS') };
  else if (pass) own.to = pass.now;
}

/** Deployments that cannot be read now are read from the newest one as soon as they can be. */
function skipDeployments(session: Session, repository: Listed): void {
  if (!refusalOf(session, repository, 'DEPLOYMENTS')) return;
  const own = stateOf(session, repository);
  own.deployments = { page: 1, until: session.now };
  finish(session, repository, 'DEPLOYMENTS');
}

/** Reads what changed of a repository since it was read last. */
export async function* changesOf(session: Session, repository: Listed): AsyncGenerator<Page> {
  const read = (list: Place['list']) =>
    unlessRefused(session, repository, list, listPages(session, repository, list));
  if (stateOf(session, repository).at?.list !== 'DEPLOYMENTS') yield* read('RUNS');
  if (stateOf(session, repository).at?.list !== 'DEPLOYMENTS') return;
  yield* read('DEPLOYMENTS');
  skipDeployments(session, repository);
}
