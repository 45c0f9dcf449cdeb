import { fateOf } from '../github-api/gone-repositories.js';
import type { Page } from '../provider.js';
import type { Look } from './repositories.js';
import { pageOf, type Session } from './session.js';

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
