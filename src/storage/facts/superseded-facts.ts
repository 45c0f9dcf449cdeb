import { type NumberRange, numbersIn } from '../../model/change-log.js';
import type { FactKind } from '../../model/facts/facts.js';
import type { Session } from '../sql/session.js';
import { factTables } from './fact-tables.js';
import { isDeletedByTool } from './hidden-facts.js';

/** Columns by which facts of a kind are one fact in one repository, from whichever source; hashes in any case. */
const foundBy = {
  COMMIT: 'f.sha',
  CHANGE: 'f.sha',
  TAG: 'f.name',
  PULL_REQUEST: 'f.tool_number',
} as const;
export type SupersededKind = keyof typeof foundBy;
export const supersededKinds = Object.keys(foundBy) as SupersededKind[];

export const isSupersedable = (kind: FactKind): kind is SupersededKind => kind in foundBy;

/** SQL: row `fact` of a kind was retracted by who reported it. */
export const retracted = (kind: FactKind, fact: string): string =>
  `(coalesce(${isDeletedByTool(`${fact}.deleted_at`)}, false)${isSupersedable(kind) ? ` and not ${fact}.superseded` : ''})`;

/**
 * SQL: a step of another branch than the one that the leading record follows. It is none of the repository's, as steps of one line alone
 * have places that can be compared.
 */
const ofAnotherBranch = `r.number <> l.number and l.default_branch is not null
  and regexp_replace(f.branch, '^refs/heads/', '') <> regexp_replace(l.default_branch, '^refs/heads/', '')`;

const strayIn = (kind: SupersededKind) => (kind === 'CHANGE' ? ofAnotherBranch : 'false');

/**
 * Decides which of the facts that several records of one repository report counts: that of the leading record, else of the first by id.
 * Looks at these facts and at all that are the same. Returns the numbers of the facts whose counting changed.
 */
export async function decideBetween(
  session: Session,
  kind: SupersededKind,
  ranges: readonly NumberRange[],
): Promise<number[]> {
  const { table } = factTables[kind];
  const found = foundBy[kind];
  const same = found === 'f.sha' ? 'lower(f.sha)' : found;
  return session.loadNumbers(
    `with keys as (select distinct f.repository, ${found} as found
         from unnest($2::bigint[]) as picked (number)
           join ${table} f on f.account_id = $1 and f.number = picked.number
         where exists (select 1 from repository m where m.account_id = $1 and m.same_as = f.repository)),
       reported as (select f.number, f.superseded, ${strayIn(kind)} as stray, f.updated_at,
           rank() over (partition by f.repository, ${same} order by (${strayIn(kind)}), (r.number <> l.number), r.id collate "C") as rank
         from keys k join ${table} f on f.account_id = $1 and f.repository = k.repository and ${found} = k.found
           join repository r on r.account_id = $1 and r.number = coalesce(f.named_repository, f.repository)
           join repository l on l.account_id = $1 and l.number = f.repository
         where f.deleted_at is null or f.superseded),
       decided as (select number, rank > 1 or stray as superseded, updated_at from reported
         where superseded is distinct from (rank > 1 or stray))
     update ${table} f set superseded = d.superseded, deleted_at = case when d.superseded then d.updated_at end
     from decided d where f.account_id = $1 and f.number = d.number returning f.number::float8 as number`,
    [numbersIn(ranges)],
  );
}

/** The numbers of the facts of a kind that do not count since another record reports the same. */
export const supersededFacts = (session: Session, kind: SupersededKind): Promise<number[]> =>
  session.loadNumbers(
    `select number::float8 as number from ${factTables[kind].table} where account_id = $1 and superseded`,
  );

/** The numbers of steps of the default branch that records report for which another one stands. */
export const changesOfFollowers = (session: Session, repositories: readonly number[]) =>
  session.loadNumbers(
    'select number::float8 as number from change where account_id = $1 and repository = any($2::bigint[]) and named_repository is not null',
    [repositories],
  );
