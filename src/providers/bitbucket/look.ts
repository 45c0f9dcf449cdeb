import { createHash } from 'node:crypto';
import { emptySight, fateOf, noteSight, type Sight } from '../bitbucket-api/gone-repositories.js';
import { listRepositories, type Seen } from '../bitbucket-api/repositories.js';
import type { Draft, Round } from './round.js';
import { type RepositoryState, restart } from './state.js';
import { type GonePage, type RepositoriesPage, wireRepository } from './wire.js';

const digestOf = (node: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(wireRepository.safeParse(node).data ?? node))
    .digest('base64url')
    .slice(0, 16);

const beginning = (): Pick<RepositoryState, 'digest' | 'pulls' | 'tags'> => ({
  digest: null,
  pulls: { seen: null, edge: {}, back: { before: null, ids: [] } },
  tags: { mark: null },
});

/** Notes a repository. Returns it if its fact is another than before. */
function note({ state }: Round, { repository, node }: Seen, list: string): unknown[] {
  const { uuid, full_name: name, is_private: isPrivate, updated_on: updated } = repository;
  const before = state.repositories[uuid];
  const known: RepositoryState = {
    ...(before ?? beginning()),
    ...{ name, list, isPrivate: isPrivate ?? true, updated: updated ?? null },
  };
  // Pull requests name their repository in their addresses, and a rename moves no date of theirs.
  if (before && before.name !== name) restart(known);
  state.repositories[uuid] = known;
  const digest = digestOf(node);
  if (known.digest === digest) return [];
  known.digest = digest;
  return [node];
}

const draftOf = ({ api }: Round, nodes: readonly unknown[]): Draft[] => {
  const body: RepositoriesPage = { host: api.host, nodes };
  return nodes.length > 0 ? [{ kind: 'repositories', body }] : [];
};

/** Yields what became of repositories that the lists no longer have: a new name, a new owner, or that they are gone. */
async function* sweep(round: Round, sight: Sight): AsyncGenerator<Draft> {
  const { api, settings, context, state } = round;
  for (const [uuid, known] of Object.entries(state.repositories)) {
    if (sight.ids.has(uuid)) continue;
    const fate = await fateOf(api, settings, uuid, known, sight);
    if (fate.kind === 'THERE') yield* draftOf(round, note(round, fate.seen, known.list));
    if (fate.kind === 'HIDDEN')
      context.log('warn', `${known.name} is gone, or hidden from the token: it is kept.`);
    if (fate.kind !== 'GONE') continue;
    delete state.repositories[uuid];
    const body: GonePage = { host: api.host, repositories: [uuid] };
    yield { kind: 'gone', body };
  }
}

/**
 * Yields the repositories that are new or look otherwise, and notes all that the settings name. A sweep looks for those that the lists no
 * longer have. Throws where no list can be read.
 */
export async function* look(round: Round): AsyncGenerator<Draft> {
  const { api, settings, context } = round;
  const sight = emptySight();
  for await (const page of listRepositories(api, settings, context, sight.unread)) {
    const nodes = noteSight(sight, page).flatMap((seen) => note(round, seen, page.list));
    yield* draftOf(round, nodes);
  }
  if (sight.ids.size === 0 && sight.unread.size > 0)
    throw new Error(
      'None of the workspaces and repositories can be read: check the settings, and that the token has the scope read:repository:bitbucket.',
    );
  if (context.pass === 'SWEEP') yield* sweep(round, sight);
}
