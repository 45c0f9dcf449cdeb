import { createHash } from 'node:crypto';
import { chunksOf } from '../chunks-of.js';
import { openAccount } from '../harness-api/api.js';
import type { CollectContext, Page } from '../provider.js';
import { type Listed, readRepositories } from './repositories.js';
import { isSpent, openSession, pageOf, type Session, stateOf, unlessRefused } from './session.js';
import type { CodeSettings } from './settings.js';
import { beginWalk, type RepositoryState } from './state.js';
import { gonePages, openPages } from './sweep.js';
import { stepPages } from './walk.js';

/** Harness' lists lag behind a little: what changed shortly before the last run is read again. */
const OVERLAP = 5 * 60_000;
const REPOSITORIES_A_PAGE = 100;

const digestOf = (repositories: readonly Listed[]): string =>
  createHash('sha256')
    .update(JSON.stringify(repositories.map(({ node }) => node)))
    .digest('base64url')
    .slice(0, 22);

/** Reports the repositories, under their names of now, where anything of them changed. */
function* repositoryPages(session: Session, repositories: readonly Listed[]): Generator<Page> {
  const { state, account } = session;
  const digest = digestOf(repositories);
  if (digest === state.listed) return;
  for (const some of chunksOf(repositories, REPOSITORIES_A_PAGE)) {
    // The last one says that all are reported.
    if (some.at(-1) === repositories.at(-1)) state.listed = digest;
    const nodes = some.map(({ node }) => node);
    yield pageOf(session, 'REPOSITORIES', { place: account.place, nodes }, some.length);
  }
}

async function* finishRecent(session: Session, repository: Listed, own: RepositoryState) {
  while (own.recent && !isSpent(session)) yield* stepPages(session, repository, own, 'recent');
}

/** Reads what changed in a repository; a walk that was interrupted is finished first. */
async function* recentPages(session: Session, repository: Listed, own: RepositoryState) {
  yield* finishRecent(session, repository, own);
  if (isSpent(session)) return;
  own.recent = beginWalk(Math.max(session.state.since, own.to - OVERLAP), session.now);
  yield* finishRecent(session, repository, own);
}

/** Addresses of pull requests hold the path, so that a repository that was moved is read again. */
function noteRepository({ state, now }: Session, { id, path }: Listed): void {
  const own = state.repositories[id];
  if (own?.path === path) return;
  const backfill = beginWalk(state.since, now);
  state.repositories[id] = { path, to: own?.to ?? now, open: own?.open ?? [], backfill };
}

async function* backfillPages(session: Session, repositories: readonly Listed[]) {
  for (const repository of repositories) {
    const own = stateOf(session, repository);
    while (own?.backfill && !isSpent(session) && !session.refused.has(repository.id))
      yield* unlessRefused(session, repository, stepPages(session, repository, own, 'backfill'));
  }
}

/** Where not one repository could be read, something is wrong with the token. */
function throwIfAllRefused({ refused }: Session, repositories: readonly Listed[]): void {
  const [failure] = refused.values();
  if (failure && refused.size === repositories.length) throw failure;
}

/** Reads what changed in repositories that were read before; a sweep reads more. */
async function* knownPages(session: Session, repositories: readonly Listed[]) {
  const isSweep = session.context.pass === 'SWEEP';
  if (isSweep) yield* gonePages(session, repositories);
  for (const repository of repositories) {
    const own = stateOf(session, repository);
    if (!own || isSpent(session)) continue;
    yield* unlessRefused(session, repository, recentPages(session, repository, own));
    if (isSweep) yield* unlessRefused(session, repository, openPages(session, repository, own));
  }
}

/** Pages of pull requests: what changed since the cursor, then what is older and still unread, the newest first. */
export async function* collect(
  settings: CodeSettings,
  context: CollectContext,
): AsyncGenerator<Page> {
  const account = openAccount(settings, context);
  const repositories = await readRepositories(account, settings);
  if (repositories.length === 0)
    context.log('warn', 'The token sees none of the repositories to read.');
  const session = openSession(account, settings, context);
  yield* repositoryPages(session, repositories);
  yield* knownPages(session, repositories);
  for (const repository of repositories) noteRepository(session, repository);
  yield* backfillPages(session, repositories);
  throwIfAllRefused(session, repositories);
  if (!isSpent(session) && session.isMoved) yield pageOf(session, 'CHECKED', {});
}
