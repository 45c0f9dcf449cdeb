import type { Instant } from '../../model/time.js';
import { fateOf } from '../github-api/gone-repositories.js';
import { repositoryId } from '../github-api/ids.js';
import type { RawRepository } from './lists.js';
import type { Look } from './look.js';
import { issueNumbers } from './queries.js';
import { bodyOf, type PageBuilder, type SyncPass, vendorNow } from './round.js';
import { noteName, type RepositoryState } from './state.js';
import { askRepository } from './walk.js';

type RawIssue = { readonly number: number } | null;

const numbersIn = ({ issues }: RawRepository): number[] =>
  ((issues?.nodes ?? []) as readonly RawIssue[]).flatMap((node) => node?.number ?? []);

/** Switched off, or without the permission, the list is no list of what there is. */
const isShown = (
  place: RawRepository | null,
): place is RawRepository & Required<Pick<RawRepository, 'issues'>> =>
  place?.hasIssuesEnabled === true && place.issues !== undefined;

/** Reads the numbers of all issues that were updated since the backfill began. Returns null if GitHub does not show all of them. */
async function readNumbers(round: SyncPass, { node: id }: RepositoryState) {
  const since = new Date(Math.max(round.state.since, 0)).toISOString();
  const numbers: number[] = [];
  const seen = new Set<string | null>();
  for (let after: string | null = null; !seen.has(after); ) {
    seen.add(after);
    round.context.signal.throwIfAborted();
    const place = await askRepository(round, issueNumbers, { id, after, since });
    if (!isShown(place)) return null;
    numbers.push(...numbersIn(place));
    const { totalCount, pageInfo } = place.issues;
    const isWhole = numbers.length === totalCount;
    if (!pageInfo?.hasNextPage) return isWhole ? { place, numbers, calls: seen.size } : null;
    after = pageInfo.endCursor;
  }
  return null;
}

/** Yields the numbers of all issues of each repository, so that those that were deleted are known: a hundred with a call. */
async function* sweepIssues(round: SyncPass): AsyncGenerator<PageBuilder> {
  const { state, context } = round;
  const readAt: Instant = vendorNow(round);
  let calls = 0;
  for (const known of Object.values(state.repositories).filter(({ issues }) => issues)) {
    const census = await readNumbers(round, known);
    if (!census) continue;
    calls += census.calls;
    yield { kind: 'issue-numbers', body: bodyOf(round, census.place, census.numbers, { readAt }) };
  }
  context.log('info', `The numbers of all issues took ${calls} calls.`);
}

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
