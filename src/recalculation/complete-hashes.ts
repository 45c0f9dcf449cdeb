import { createHashFinder, isShortHash, SHORTEST_NAME } from '../engine/correlate/short-hashes.js';
import { mergedRanges, type NumberRange, numbersOutside, rangesOf } from '../model/change-log.js';
import { reemitFacts } from '../storage/facts/repository-records.js';
import {
  factsNaming,
  type HashKind,
  hashesBeginning,
  hashesOfPullRequests,
  hashKinds,
  hasShortNames,
  replaceBeginnings,
  type ShortNames,
  shortNamesIn,
  writeHashes,
} from '../storage/facts/short-hashes.js';
import { hashesOfCode } from '../storage/relations/repositories-by-hash.js';
import type { Session } from '../storage/sql/session.js';
import type { Changed } from './changed.js';

const beginningOf = (sha: string) => sha.slice(0, SHORTEST_NAME);
const shortIn = ({ named }: ShortNames): string[] =>
  named.flatMap((sha) =>
    sha !== null && isShortHash(sha.toLowerCase()) ? [sha.toLowerCase()] : [],
  );

/** Facts beside the entries that may name a commit that is known since now, or no longer. */
async function naming(session: Session, rangesIn: Changed['ranges']): Promise<number[]> {
  const [commits, changes] = [rangesIn('COMMIT'), rangesIn('CHANGE')];
  const pullRequests = rangesIn('PULL_REQUEST');
  if (commits.length + changes.length + pullRequests.length === 0) return [];
  if (!(await hasShortNames(session))) return [];
  const hashes = [
    ...(await hashesOfCode(session, { commits, changes })),
    ...(await hashesOfPullRequests(session, pullRequests)),
  ];
  return factsNaming(session, [...new Set(hashes.map(beginningOf))]);
}

/** Writes the whole hashes of the commits that these facts name by their beginnings. Returns the facts in which any is another than before. */
async function complete(
  session: Session,
  kind: HashKind,
  facts: readonly ShortNames[],
  pullRequests: readonly NumberRange[],
): Promise<number[]> {
  const beginnings = [...new Set(facts.flatMap(shortIn))];
  const find = createHashFinder(await hashesBeginning(session, beginnings, pullRequests));
  const completed = facts.map((fact) => ({
    ...fact,
    hashes: fact.named.map((sha) =>
      sha !== null && isShortHash(sha.toLowerCase())
        ? (find(sha.toLowerCase(), fact.repository) ?? sha)
        : sha,
    ),
  }));
  const differing = completed.filter(({ hashes }, index) =>
    hashes.some((sha, place) => sha !== facts[index]!.hashes[place]),
  );
  await writeHashes(session, kind, differing);
  return differing.map(({ number }) => number);
}

/**
 * Replaces beginnings of hashes by whole hashes, in these entries and in all facts that name their commits. Other facts that differ
 * are appended to the change log, to be linked with the next entries.
 */
export async function completeHashes(
  session: Session,
  { ranges: rangesIn }: Changed,
): Promise<void> {
  const others = rangesOf(await naming(session, rangesIn));
  const affected: NumberRange[] = [];
  const named: { number: number; beginning: string }[] = [];
  for (const kind of hashKinds) {
    const own = rangesIn(kind);
    const ranges = mergedRanges([...own, ...others]);
    if (ranges.length === 0) continue;
    const facts = await shortNamesIn(session, kind, ranges);
    const differing = await complete(session, kind, facts, rangesIn('PULL_REQUEST'));
    reemitFacts(session, kind, numbersOutside(own, differing));
    affected.push(...ranges);
    for (const fact of facts)
      for (const sha of shortIn(fact))
        named.push({ number: fact.number, beginning: beginningOf(sha) });
  }
  if (affected.length > 0) await replaceBeginnings(session, mergedRanges(affected), named);
}
