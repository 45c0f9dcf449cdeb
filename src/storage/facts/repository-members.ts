import type { FactKind } from '../../model/facts/facts.js';
import type { Session } from '../sql/session.js';
import { factTables } from './fact-tables.js';
import { isDeletedByTool, WITH_REPOSITORY } from './hidden-facts.js';
import { isSupersedable } from './superseded-facts.js';

/** Kinds of fact that go and come back with the repository whose record they lie in. */
const memberKinds = [
  ...['COMMIT', 'CHANGE', 'TAG', 'MAILMAP', 'PULL_REQUEST', 'WORK_ITEM', 'PIPELINE_RUN'],
] as const satisfies readonly FactKind[];
type MemberKind = (typeof memberKinds)[number];
const isMember = (kind: FactKind): kind is MemberKind =>
  (memberKinds as readonly FactKind[]).includes(kind);

/** SQL: row `fact` lies in record `r` or in its leading record, as its source said. */
const inRecord = `fact.repository in (r.number, coalesce(r.same_as, r.number))
  and coalesce(fact.named_repository, fact.repository) = r.number`;
const conditions: Readonly<Record<MemberKind, string>> = {
  COMMIT: inRecord,
  CHANGE: inRecord,
  TAG: inRecord,
  PULL_REQUEST: inRecord,
  MAILMAP: 'fact.repository = r.number',
  // Another source may name the repository of its runs: they are its own.
  PIPELINE_RUN: `fact.integration = r.integration and ${inRecord}`,
  // A work item names no repository: an issue of one has the id of the repository before the sign.
  WORK_ITEM: `fact.integration = r.integration and starts_with(fact.id, r.id || '#')`,
};
/** SQL: row `fact` of a kind lies in record `r`, as its source said. */
export const liesInRecord = (kind: FactKind): string =>
  isMember(kind) ? conditions[kind] : 'false';

/** Numbers of facts that went or came back, by kind. */
export interface Followed {
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
    const rows = await session.load<{ number: number }>(
      `update ${factTables[kind].table} as fact set ${change(kind)} and fact.account_id = $1 and ${conditions[kind]}
       returning fact.number::float8 as number`,
      [records],
    );
    followed.push({ kind, numbers: rows.map(({ number }) => number) });
  }
  return followed.filter(({ numbers }) => numbers.length > 0);
}

const ofRecords = 'from repository r where r.account_id = $1 and r.number = any($2::bigint[])';

/** Deletes with their repositories all facts of these records that are there. Returns them. */
export const deleteWith = (
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
export const returnWith = (session: Session, records: readonly number[]): Promise<Followed[]> =>
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
