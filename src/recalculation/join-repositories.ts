import { numbersOutside } from '../model/change-log.js';
import { sameRepositories } from '../model/facts/same-repository.js';
import {
  hasJoinedRepositories,
  joinedKinds,
  moveFrom,
  moveNumbered,
  reemitFacts,
  repositoryRecords,
  writeLeaders,
} from '../storage/facts/repository-records.js';
import {
  changesOfFollowers,
  decideBetween,
  supersededFacts,
  supersededKinds,
} from '../storage/facts/superseded-facts.js';
import type { Session } from '../storage/sql/session.js';
import type { Changed } from './changed.js';

/** Finds again which records are of one repository, and moves facts where that is another than before. Returns the leader of each record. */
async function joinRecords(session: Session): Promise<ReadonlyMap<number, number>> {
  const records = await repositoryRecords(session);
  const { leaders } = sameRepositories(records.filter(({ isDeleted }) => !isDeleted));
  const all = new Map(records.map(({ number }) => [number, leaders.get(number) ?? number]));
  const changed = records.filter(({ number, leader }) => all.get(number) !== leader);
  if (changed.length === 0) return all;
  const after = changed.map(({ number }) => ({ number, leader: all.get(number)! }));
  await writeLeaders(session, after);
  const before = [...new Set(changed.map(({ leader }) => leader))];
  reemitFacts(session, 'REPOSITORY', [...before, ...after.map(({ leader }) => leader)]);
  for (const kind of joinedKinds) reemitFacts(session, kind, await moveFrom(session, kind, before));
  return all;
}

/** Links again what another record may have superseded that is gone now, and steps whose branch may be another than the leading record's. */
async function reconsider(
  session: Session,
  repositories: readonly number[],
  leaders: ReadonlyMap<number, number>,
): Promise<void> {
  const named = new Set(repositories);
  const led = repositories.map((number) => leaders.get(number) ?? number);
  // Filters match a repository by the names of all its records.
  reemitFacts(
    session,
    'REPOSITORY',
    led.filter((number) => !named.has(number)),
  );
  const isGone = repositories.some((number) => !leaders.has(number));
  for (const kind of isGone ? supersededKinds : [])
    reemitFacts(session, kind, await supersededFacts(session, kind));
  reemitFacts(session, 'CHANGE', await changesOfFollowers(session, repositories));
}

/**
 * Moves facts into the repository that their record belongs to. Other facts that differ by it
 * are appended to the change log, to be linked with the next entries. Returns true if any repository has several records.
 */
export async function joinRepositories(
  session: Session,
  { ranges: rangesOf, numbers }: Changed,
): Promise<boolean> {
  const repositories = numbers('REPOSITORY');
  const leaders = repositories.length > 0 ? await joinRecords(session) : new Map<number, number>();
  if (!(await hasJoinedRepositories(session))) return false;
  if (repositories.length > 0) await reconsider(session, repositories, leaders);
  for (const kind of joinedKinds) {
    const ranges = rangesOf(kind);
    if (ranges.length > 0) await moveNumbered(session, kind, ranges);
  }
  return true;
}

/**
 * Decides which report of a fact counts if several records of one repository report it. Other facts that differ by it
 * are appended to the change log, to be linked with the next entries.
 */
export async function supersedeReports(
  session: Session,
  { ranges: rangesOf }: Changed,
): Promise<void> {
  for (const kind of supersededKinds) {
    const ranges = rangesOf(kind);
    const decided = ranges.length > 0 ? await decideBetween(session, kind, ranges) : [];
    reemitFacts(session, kind, numbersOutside(ranges, decided));
  }
}
