import { createHash } from 'node:crypto';
import { chunksOf } from '../chunks-of.js';
import { openApi } from '../github-api/api.js';
import type { CollectContext, Page } from '../provider.js';
import { backfillPages, beginBackfill } from './backfill.js';
import { incrementPages, sweepPages } from './passes.js';
import { allRepositories, type Listed, type Look } from './repositories.js';
import { isSpent, openSession, pageOf, refusalOf, type Session, stateOf } from './session.js';
import type { ActionsSettings } from './settings.js';
import type { Backfill } from './state.js';
import { firstWindow } from './windows.js';

const REPOSITORIES_A_PAGE = 100;

/** Equal for lists that report the same. */
const digestOf = (repositories: readonly Listed[]): string => {
  const reported = repositories.map(({ node: _, ...one }) => one);
  return createHash('sha256').update(JSON.stringify(reported)).digest('base64url').slice(0, 22);
};

/** Reports the repositories, under their names of now, where anything of them changed. */
function* repositoryPages(session: Session, repositories: readonly Listed[]): Generator<Page> {
  const { state, api } = session;
  const digest = digestOf(repositories);
  if (digest === state.listed) return;
  for (const some of chunksOf(repositories, REPOSITORIES_A_PAGE)) {
    // The last one says that all are reported.
    if (some.at(-1) === repositories.at(-1)) state.listed = digest;
    const nodes = some.map(({ node }) => node);
    yield pageOf(session, 'REPOSITORIES', { host: api.host, nodes }, some.length);
  }
}

/**
 * Restarts a repository that was renamed. Records contain its name, so they are read again though
 * no date of GitHub moved.
 */
function noteRepository(
  session: Session,
  repository: Listed,
  { lists }: Look,
  first: Backfill | null,
): void {
  const own = stateOf(session, repository);
  const { id, fullName, isPrivate } = repository;
  if (own.name !== undefined && own.name !== fullName) beginBackfill(session, repository, first);
  own.name = fullName;
  own.seen = { isPrivate, list: lists.get(id) ?? '' };
}

/** Where the runs of not one repository could be read, something is wrong with the credential. */
function throwIfAllRefused(session: Session, repositories: readonly Listed[]): void {
  const failures = repositories.flatMap((one) => refusalOf(session, one, 'RUNS') ?? []);
  if (failures[0] && failures.length === repositories.length) throw failures[0];
}

/**
 * True if there is something that no page has kept: validators, or a state that moved since the
 * last page or look back.
 */
function isUnkept({ validators, state, cursor }: Session, lookedBackAt: number): boolean {
  const isMoved = cursor !== '' && JSON.stringify(state) !== cursor;
  return validators.size > 0 || isMoved || state.lookedBackAt !== lookedBackAt;
}

/** Pages of runs and deployments: what changed since the cursor, then what is older and still unread, the newest first. */
export async function* collect(
  settings: ActionsSettings,
  context: CollectContext,
): AsyncGenerator<Page> {
  const api = openApi(settings, context);
  const look = await allRepositories(api, settings, context);
  const { repositories } = look;
  const session = openSession(api, settings, context);
  const { state } = session;
  const { lookedBackAt } = state;
  const [known, fresh] = [true, false].map((isKnown) =>
    repositories.filter(({ id }) => Object.hasOwn(state.repositories, id) === isKnown),
  ) as [Listed[], Listed[]];
  const first = firstWindow(session.now, state.since);
  for (const repository of fresh) beginBackfill(session, repository, first);
  for (const repository of repositories) noteRepository(session, repository, look, first);
  // Cursors know all that their pages report, so that a sweep finds what went before it was read.
  yield* repositoryPages(session, repositories);
  if (context.pass === 'SWEEP') yield* sweepPages(session, look);
  yield* incrementPages(session, known);
  yield* backfillPages(session, repositories);
  throwIfAllRefused(session, repositories);
  if (!isSpent(session) && isUnkept(session, lookedBackAt)) yield pageOf(session, 'CHECKED', {});
}
