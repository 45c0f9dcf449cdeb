import type { Instant } from '../../model/time.js';
import type { RawRepository } from './lists.js';
import { issueNumbers } from './queries.js';
import { bodyOf, type PageBuilder, type Place, type SyncPass, vendorNow } from './round.js';
import type { RepositoryState } from './state.js';
import { askRepository } from './walk.js';

type RawIssue = { readonly number: number } | null;

/** All numbers of a repository, and where they lie. */
interface Census {
  readonly place: Place;
  readonly numbers: readonly number[];
  readonly calls: number;
}

const numbersIn = ({ issues }: RawRepository): number[] =>
  ((issues?.nodes ?? []) as readonly RawIssue[]).flatMap((node) => node?.number ?? []);

/** Switched off, or without the permission, the list is no list of what there is. */
const isShown = (
  place: RawRepository | null,
): place is RawRepository & Required<Pick<RawRepository, 'issues'>> =>
  place?.hasIssuesEnabled === true && place.issues !== undefined;

/** Reads the numbers of all issues that were updated since the backfill began. Returns null if GitHub does not show all of them. */
async function readNumbers(round: SyncPass, { node: id }: RepositoryState): Promise<Census | null> {
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
export async function* sweepIssues(round: SyncPass): AsyncGenerator<PageBuilder> {
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
