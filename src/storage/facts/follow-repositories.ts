import { type FactKind, type FactOf, type Facts, factKinds } from '../../model/facts/facts.js';
import type { Session } from '../sql/session.js';
import { deletedRecords, deleteWith, type Followed, returnWith } from './repository-members.js';

/** The id of the record that a fact lies in; empty where it lies in none. */
function recordOf(fact: FactOf[FactKind]): string {
  if ('repository' in fact) return fact.repository ?? '';
  return fact.id.slice(0, Math.max(0, fact.id.lastIndexOf('#')));
}

const idsOf = (facts: Facts): string[] => [
  ...factKinds.flatMap((kind) => (facts[kind] ?? []).map(recordOf)),
  ...(facts.tombstones ?? []).filter(({ kind }) => kind === 'REPOSITORY').map(({ id }) => id),
];

/**
 * Deletes with its repository what lies in one that is deleted, whichever was written first, and brings it back where the repository
 * is there again. `before` are records that were deleted before the page. Returns what went and came.
 */
export async function followRepositories(
  session: Session,
  facts: Facts,
  before: readonly number[],
): Promise<Followed[]> {
  const returned = before.length > 0 ? await returnWith(session, before) : [];
  const deleted = await deletedRecords(session, [...new Set(idsOf(facts))]);
  if (deleted.length === 0) return returned;
  const isTombstone = facts.tombstones?.some(({ kind }) => kind === 'REPOSITORY');
  const kinds = isTombstone ? undefined : factKinds.filter((kind) => facts[kind]?.length);
  return [...returned, ...(await deleteWith(session, deleted, kinds))];
}
