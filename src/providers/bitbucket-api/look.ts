import { createHash } from 'node:crypto';
import type { CollectContext, Page } from '../provider.js';
import type { BitbucketAccess } from './access.js';
import type { BitbucketApi } from './api.js';
import { emptySight, fateOf, type KnownPlace, noteSight, type Sight } from './gone-repositories.js';
import { listRepositories, type Seen } from './repositories.js';
import { type GonePage, type RepositoriesPage, wireRepository } from './repository-facts.js';

/** A page before it gets its cursor. */
export type Draft = Pick<Page, 'kind' | 'items'> & { readonly body: object };

/** A repository as a cursor knows it. */
export interface KnownRepository extends KnownPlace {
  /** Digest of what its fact is made of; null if that shall be read again. */
  readonly digest: string | null;
  /** Its `updated_on`, which moves with commits and tags alone. */
  readonly updated: string | null;
}

/** The parts of a run that look at repositories. The state is changed as the run goes on. */
export interface Looking<Known extends KnownRepository> {
  readonly api: BitbucketApi;
  readonly settings: BitbucketAccess;
  readonly context: Pick<CollectContext, 'log' | 'pass'>;
  readonly state: { readonly repositories: Record<string, Known> };
  /** Returns a repository with how far it is read, by what was known of it before. */
  readonly noted: (place: KnownRepository, before: Known | undefined) => Known;
}

export const digestOf = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 16);

/** Notes a repository. Returns it if its fact is another than before. */
function note<Known extends KnownRepository>(
  { state, noted }: Looking<Known>,
  { repository, node }: Seen,
  list: string,
): unknown[] {
  const { uuid, full_name: name, is_private: isPrivate, updated_on: updated } = repository;
  const before = state.repositories[uuid];
  const digest = digestOf(wireRepository.safeParse(node).data ?? node);
  const place = { name, list, isPrivate: isPrivate ?? true, digest, updated: updated ?? null };
  state.repositories[uuid] = noted(place, before);
  return before?.digest === digest ? [] : [node];
}

const draftsOf = (api: BitbucketApi, nodes: readonly unknown[]): Draft[] => {
  const body: RepositoriesPage = { host: api.host, nodes };
  return nodes.length > 0 ? [{ kind: 'repositories', body }] : [];
};

/** Yields what became of repositories that the lists no longer have: a new name, a new owner, or that they are gone. */
async function* sweep<Known extends KnownRepository>(
  looking: Looking<Known>,
  sight: Sight,
): AsyncGenerator<Draft> {
  const { api, settings, context, state } = looking;
  for (const [uuid, known] of Object.entries(state.repositories)) {
    if (sight.ids.has(uuid)) continue;
    const fate = await fateOf(api, settings, uuid, known, sight);
    if (fate.kind === 'THERE') yield* draftsOf(api, note(looking, fate.seen, known.list));
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
export async function* look<Known extends KnownRepository>(
  looking: Looking<Known>,
): AsyncGenerator<Draft> {
  const { api, settings, context } = looking;
  const sight = emptySight();
  for await (const page of listRepositories(api, settings, context, sight.unread)) {
    const nodes = noteSight(sight, page).flatMap((seen) => note(looking, seen, page.list));
    yield* draftsOf(api, nodes);
  }
  if (sight.ids.size === 0 && sight.unread.size > 0)
    throw new Error(
      'None of the workspaces and repositories can be read: check the settings, and that the token has the scope read:repository:bitbucket.',
    );
  if (context.pass === 'SWEEP') yield* sweep(looking, sight);
}
