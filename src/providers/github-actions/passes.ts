import { fateOf } from '../github-api/gone-repositories.js';
import type { Page } from '../provider.js';
import { changesOf } from './increment.js';
import type { Listed, Look } from './repositories.js';
import { isSpent, pageOf, type Session, stateOf } from './session.js';

/**
 * Yields the fate of repositories that the lists no longer have: a new name, or the removal of the
 * repository with all its facts.
 */
export async function* sweepPages(session: Session, look: Look): AsyncGenerator<Page> {
  const { api, settings, context, state } = session;
  const there = new Set(look.repositories.map(({ id }) => id));
  const { host } = api;
  for (const id of Object.keys(state.repositories).map(Number)) {
    if (there.has(id)) continue;
    const seen = state.repositories[id]?.seen ?? null;
    const fate = await fateOf(api, settings, id, { seen, sight: look });
    if (fate.kind === 'THERE') yield pageOf(session, 'REPOSITORIES', { host, nodes: [fate.node] });
    if (fate.kind === 'HIDDEN')
      context.log('warn', `Repository ${id} is gone, or hidden from the credential: it is kept.`);
    if (fate.kind !== 'GONE') continue;
    delete state.repositories[id];
    yield pageOf(session, 'GONE', { host, ids: [id] });
  }
}

const LOOK_BACK_EVERY_SECONDS = 6 * 3_600;
/** A run that goes on where another was cut off does not look for changes first. */
const AT_LEAST_SECONDS = 60;

/** Begins a pass unless one is open, or the last one ended just now; returns whether there is one. */
function hasPass({ state, context, now }: Session): boolean {
  if (state.pass) return true;
  const sinceLook = now - state.lookedBackAt;
  const isSweep = context.pass === 'SWEEP' && sinceLook >= AT_LEAST_SECONDS;
  if (now - state.to < AT_LEAST_SECONDS && !isSweep) return false;
  const looksBack = isSweep || sinceLook >= LOOK_BACK_EVERY_SECONDS;
  state.pass = { now, looksBack };
  return true;
}

/** All is read through the pass now, but for what was refused. */
function closePass({ state }: Session): void {
  const { pass } = state;
  if (!pass) return;
  for (const own of Object.values(state.repositories))
    if (own.to === pass.now) delete own.to;
    else own.to ??= state.to;
  for (const own of Object.values(state.repositories)) delete own.at;
  if (pass.looksBack) state.lookedBackAt = pass.now;
  state.to = pass.now;
  state.pass = null;
}

/** Reads the repositories that this pass has not read yet. */
async function* passPages(session: Session, repositories: readonly Listed[]): AsyncGenerator<Page> {
  for (const repository of repositories) {
    if (isSpent(session)) return;
    if (stateOf(session, repository).to === session.state.pass?.now) continue;
    yield* changesOf(session, repository);
  }
}

/** Reads what changed since the last pass in repositories that are known already. */
export async function* incrementPages(
  session: Session,
  repositories: readonly Listed[],
): AsyncGenerator<Page> {
  // A pass that was cut off is ended before the next one begins.
  const passes = session.state.pass ? 2 : 1;
  for (let count = 0; count < passes && hasPass(session); count += 1) {
    yield* passPages(session, repositories);
    if (isSpent(session)) return;
    closePass(session);
  }
}
