import { DAY_MILLISECONDS } from '../../model/time.js';
import { chunksOf } from '../chunks-of.js';
import { openAccount } from '../harness-api/api.js';
import { isIncluded, keyOf, type Project, readProjects } from '../harness-api/projects.js';
import type { CollectContext, Page } from '../provider.js';
import { readExecution } from './read-executions.js';
import {
  executionsPage,
  isRefused,
  isSpent,
  openSession,
  pageOf,
  type Session,
  stateOf,
  unlessRefused,
} from './session.js';
import type { HarnessSettings } from './settings.js';
import { beginWalk, type ProjectState } from './state.js';
import { noteOpen, stepPages } from './walk.js';

/** An execution that started shortly before the last run may not have been listed by then. */
const OVERLAP = 10 * 60_000;
/** So far back a sweep looks for what ended late. */
const SWEEP = 30 * DAY_MILLISECONDS;
const OPEN_A_PAGE = 20;

/** Reads again what had not ended. */
async function* openPages(session: Session, project: Project, own: ProjectState) {
  for (const some of chunksOf([...own.open], OPEN_A_PAGE)) {
    if (isSpent(session)) return;
    const read = [];
    for (const id of some) {
      const node = await readExecution(session, project, id);
      if (node) read.push(node);
      // An execution that is gone stays as it was seen last.
      else own.open = own.open.filter((one) => one !== id);
    }
    noteOpen(
      own,
      read.map(({ execution }) => execution),
    );
    yield* executionsPage(session, project, read);
  }
}

/** Lets a project be read from its newest execution down to what is known, or further by a sweep. */
function beginRecent({ state, now, context }: Session, own: ProjectState): void {
  const known = Math.max(state.since, own.to - OVERLAP);
  own.recent =
    context.pass === 'SWEEP'
      ? beginWalk(Math.max(state.since, Math.min(known, now - SWEEP)), now, own.sweptAt - OVERLAP)
      : beginWalk(known, now);
}

async function* finishRecent(session: Session, project: Project, own: ProjectState) {
  while (own.recent && !isSpent(session)) yield* stepPages(session, project, own, 'recent');
}

/** Reads what is new of a project; a walk that was interrupted is finished first. */
async function* recentPages(session: Session, project: Project, own: ProjectState) {
  yield* openPages(session, project, own);
  yield* finishRecent(session, project, own);
  if (isSpent(session)) return;
  beginRecent(session, own);
  yield* finishRecent(session, project, own);
}

/** Reads what lies before the first sync, of all projects the newest first. */
async function* backfillPages(session: Session, projects: readonly Project[]) {
  for (;;) {
    const waiting = projects.flatMap((project) => {
      const own = isRefused(session, project) ? undefined : stateOf(session, project);
      return own?.backfill ? [{ project, own, oldest: own.backfill.oldest }] : [];
    });
    const [first, ...others] = waiting;
    if (!first || isSpent(session)) return;
    const { project, own } = others.reduce(
      (best, one) => (one.oldest > best.oldest ? one : best),
      first,
    );
    yield* unlessRefused(session, project, stepPages(session, project, own, 'backfill'));
  }
}

function beginProject({ state, now }: Session, project: Project): void {
  const backfill = beginWalk(state.since, now);
  state.projects[keyOf(project)] = { to: now, sweptAt: now, backfill, open: [] };
}

/** Where not one project could be read, something is wrong with the token. */
function throwIfAllRefused({ refused }: Session, projects: readonly Project[]): void {
  const [failure] = refused.values();
  if (failure && refused.size === projects.length) throw failure;
}

/** Pages of executions: what had not ended, what is new, then what is older and still unread, the newest first. */
export async function* collect(
  settings: HarnessSettings,
  context: CollectContext,
): AsyncGenerator<Page> {
  const account = openAccount(settings, context);
  const seen = await readProjects(account);
  const projects = seen.filter((project) => isIncluded(settings, project));
  if (projects.length === 0) context.log('warn', 'The token sees none of the projects to read.');
  const session = openSession(account, settings, context);
  for (const project of projects) {
    const own = stateOf(session, project);
    if (own && !isSpent(session))
      yield* unlessRefused(session, project, recentPages(session, project, own));
  }
  for (const project of projects) if (!stateOf(session, project)) beginProject(session, project);
  yield* backfillPages(session, projects);
  throwIfAllRefused(session, projects);
  if (!isSpent(session) && session.isMoved) yield pageOf(session, 'CHECKED', {});
}
