import { type FactKind, type FactOf, type Facts, factKinds } from '../../model/facts/facts.js';
import type { Session } from '../sql/session.js';
import { factTables } from './fact-tables.js';
import { isDeletedByTool, WITH_REPOSITORY } from './hidden-facts.js';
import { isSupersedable } from './superseded-facts.js';

/** SQL: row `fact` lies in record `r` or in its leading record, as its source said. */
const inRecord = `fact.repository in (r.number, coalesce(r.same_as, r.number))
  and coalesce(fact.named_repository, fact.repository) = r.number`;
/** Conditions of the kinds of fact that go and come back with the repository whose record they lie in. */
const conditions = {
  COMMIT: inRecord,
  CHANGE: inRecord,
  TAG: inRecord,
  MAILMAP: 'fact.repository = r.number',
  PULL_REQUEST: inRecord,
  // A work item names no repository: an issue of one has the id of the repository before the sign.
  WORK_ITEM: `fact.integration = r.integration and starts_with(fact.id, r.id || '#')`,
  // Another source may name the repository of its runs: they are its own.
  PIPELINE_RUN: `fact.integration = r.integration and ${inRecord}`,
} as const satisfies { readonly [Kind in FactKind]?: string };
type MemberKind = keyof typeof conditions;
const memberKinds = Object.keys(conditions) as MemberKind[];
const isMember = (kind: FactKind): kind is MemberKind => kind in conditions;

/** SQL: row `fact` of a kind lies in record `r`, as its source said. */
export const liesInRecord = (kind: FactKind): string =>
  isMember(kind) ? conditions[kind] : 'false';

/** Numbers of facts that went or came back, by kind. */
interface Followed {
  readonly kind: FactKind;
  readonly numbers: readonly number[];
}

async function follow(
  session: Session,
  records: readonly number[],
  kinds: readonly FactKind[],
  change: (kind: MemberKind) => string,
): Promise<Followed[]> {
  const followed: Followed[] = [];
  for (const kind of kinds.filter(isMember)) {
    const numbers = await session.loadNumbers(
      `update ${factTables[kind].table} as fact set ${change(kind)} and fact.account_id = $1 and ${conditions[kind]}
       returning fact.number::float8 as number`,
      [records],
    );
    if (numbers.length > 0) followed.push({ kind, numbers });
  }
  return followed;
}

const ofRecords = 'from repository r where r.account_id = $1 and r.number = any($2::bigint[])';

/** Deletes with their repositories all facts of these records that are there. Returns them. */
const deleteWith = (
  session: Session,
  records: readonly number[],
  kinds: readonly FactKind[] = memberKinds,
): Promise<Followed[]> =>
  follow(session, records, kinds, (kind) => {
    const isThere = isSupersedable(kind)
      ? '(fact.deleted_at is null or fact.superseded)'
      : 'fact.deleted_at is null';
    const more = isSupersedable(kind) ? ', superseded = false' : '';
    return `deleted_at = ${WITH_REPOSITORY}${more} ${ofRecords} and ${isThere}`;
  });

/** Brings back the facts that were deleted with these records. Returns them. */
const returnWith = (session: Session, records: readonly number[]): Promise<Followed[]> =>
  follow(
    session,
    records,
    memberKinds,
    () =>
      `deleted_at = null ${ofRecords} and r.deleted_at is null and fact.deleted_at = ${WITH_REPOSITORY}`,
  );

/** Numbers of those among these ids of repositories that their source reported as deleted. */
export async function deletedRecords(session: Session, ids: readonly string[]): Promise<number[]> {
  if (ids.length === 0) return [];
  return session.loadNumbers(
    `select number::float8 as number from repository where account_id = $1 and id = any($2::text[]) and ${isDeletedByTool('deleted_at')}`,
    [ids],
  );
}

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
