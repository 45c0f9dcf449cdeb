import { byId } from '../../model/byte-order.js';
import type { Instant } from '../../model/time.js';
import { beginningOf, revertedTitle, titled } from './keys.js';

/**
 * A pull request, or a change that came by none, as far as it may revert another or be reverted.
 * Hashes are in small letters.
 */
export interface Revertible {
  readonly number: number;
  /** An id that is unique among both kinds. */
  readonly id: string;
  readonly repository: number;
  readonly title: string;
  /** Hashes, some of them shortened, of the commits that its texts say it reverts. */
  readonly revertedShas: readonly string[];
  readonly mergedAt: Instant;
  /** Hashes by which others may call it: those of its merge, its head and its commits. */
  readonly hashes: readonly string[];
  /** Number of the one that the tool says it reverts. */
  readonly reverts: number | null;
}
export interface Revert {
  readonly reverting: number;
  readonly reverted: number;
}

function createByHash(all: readonly Revertible[]): (sha: string) => readonly Revertible[] {
  const byStart = Map.groupBy(
    all.flatMap((each) => each.hashes.map((sha) => ({ sha, each }))),
    ({ sha }) => beginningOf(sha),
  );
  return (wanted) =>
    (byStart.get(beginningOf(wanted)) ?? [])
      .filter(({ sha }) => sha.startsWith(wanted))
      .map(({ each }) => each);
}

type Find = (reverting: Revertible) => readonly Revertible[];

function createByTitle(all: readonly Revertible[]): Find {
  const byTitle = Map.groupBy(
    all.toSorted((left, right) => left.mergedAt - right.mergedAt || byId(left, right)),
    ({ repository, title }) => titled(repository, title),
  );
  return ({ repository, title, mergedAt }) => {
    const wanted = revertedTitle(title);
    const named = wanted === null ? [] : (byTitle.get(titled(repository, wanted)) ?? []);
    const last = named.findLast((each) => each.mergedAt < mergedAt);
    return last ? [last] : [];
  };
}

/**
 * Returns which of them revert which, by the first of these:
 * - the one that the tool names
 * - those of the same repository that hold a commit of which a text says
 *   `This reverts commit <sha>`
 * - the last one of the same repository that was merged before under the title in `Revert "..."`,
 *   ignoring a `(#12)` behind it
 */
export function revertsAmong(all: readonly Revertible[]): Revert[] {
  const byNumber = new Map(all.map((each) => [each.number, each]));
  const byHash = createByHash(all);
  const byTitle = createByTitle(all);
  const named: Find = ({ reverts }) =>
    [byNumber.get(reverts ?? -1)].filter((each) => each !== undefined);
  const written: Find = ({ number, repository, revertedShas }) =>
    revertedShas
      .flatMap(byHash)
      .filter((each) => each.repository === repository && each.number !== number);
  return all
    .flatMap((reverting) => {
      const ways = [named, written, byTitle].map((find) => find(reverting));
      const reverted = new Set(ways.find(({ length }) => length > 0)?.map(({ number }) => number));
      return [...reverted].map((number) => ({ reverting: reverting.number, reverted: number }));
    })
    .sort((left, right) => left.reverting - right.reverting || left.reverted - right.reverted);
}
