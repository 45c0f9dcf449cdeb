import { fateOf } from '../github-api/gone-repositories.js';
import { repositoryId } from '../github-api/ids.js';
import { sweepIssues } from './issue-numbers.js';
import type { Look } from './look.js';
import type { PageBuilder, SyncPass } from './round.js';
import { noteName } from './state.js';

/** Returns what is to be said of a repository that the lists no longer have; null if nothing is known. */
async function missing(round: SyncPass, look: Look, id: number): Promise<PageBuilder | null> {
  const { api, settings, context, state } = round;
  const known = state.repositories[id];
  const fate = await fateOf(api, settings, id, { seen: known ?? null, sight: look });
  if (fate.kind === 'THERE') {
    if (known) noteName(known, fate.node.full_name, state.since);
    return { kind: 'repositories', body: JSON.stringify({ host: api.host, nodes: [fate.node] }) };
  }
  if (fate.kind === 'HIDDEN')
    context.log('warn', `Repository ${id} is gone, or hidden from the credential: it is kept.`);
  if (fate.kind !== 'GONE') return null;
  delete state.repositories[id];
  const tombstones = [{ kind: 'REPOSITORY', id: repositoryId(api.host, id) }];
  return { kind: 'gone', body: JSON.stringify({ tombstones }) };
}

/** Yields what became of repositories that the lists no longer have: a new name, a new owner, or that they are gone. */
export async function* sweep(round: SyncPass, look: Look): AsyncGenerator<PageBuilder> {
  const known = Object.keys(round.state.repositories).map(Number);
  for (const id of known.filter((one) => !look.ids.has(one))) {
    const draft = await missing(round, look, id);
    if (draft) yield draft;
  }
  if (round.settings.issues) yield* sweepIssues(round);
}
