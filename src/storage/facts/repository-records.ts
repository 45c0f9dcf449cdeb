import { numbersIn } from '../../model/change-log.js';
import type { FactKind } from '../../model/facts/facts.js';
import type { RepositoryRecord } from '../../model/facts/same-repository.js';
import { byColumn } from '../sql/by-column.js';
import type { Session } from '../sql/session.js';
import { factTables } from './fact-tables.js';
import { supersededKinds } from './superseded-facts.js';

/** A row of the table of repositories with the number of its leading row. */
export interface StoredRecord extends RepositoryRecord {
  readonly leader: number;
  readonly isDeleted: boolean;
}

/** All records of repositories; of those that are deleted only what another one still stands for. */
export const repositoryRecords = (session: Session): Promise<StoredRecord[]> =>
  session.load(
    `select r.number::float8 as number, r.id, r.public_id as "publicId", r.name, r.remote, coalesce(r.same_as, r.number)::float8 as leader,
     r.deleted_at is not null as "isDeleted",
       case when r.integration = 0 then 'NAMED' when i.provider = 'GIT' then 'HISTORY' else 'REPORTED' end as origin
     from repository r left join integration i on i.account_id = $1 and i.number = r.integration
     where r.account_id = $1 and (r.deleted_at is null or r.same_as <> r.number)`,
  );

/** Returns the ids among these by which some source reports a repository. */
export async function reportedIds(session: Session, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await session.load<{ id: string }>(
    'select id from repository where account_id = $1 and id = any($2::text[]) and integration > 0 and deleted_at is null',
    [ids],
  );
  return rows.map(({ id }) => id);
}

/** True where some record does, or did, stand for another. */
export const hasJoinedRepositories = (session: Session): Promise<boolean> =>
  session.hasRows('select 1 from repository where account_id = $1 and same_as is not null limit 1');

/** Writes the leading record of each of these; its own number if it leads itself again. */
export async function writeLeaders(
  session: Session,
  leaders: readonly { readonly number: number; readonly leader: number }[],
): Promise<void> {
  await session.run(
    `update repository r set same_as = reported.leader from unnest($2::bigint[], $3::bigint[]) as reported (number, leader)
     where r.account_id = $1 and r.number = reported.number`,
    byColumn(leaders, 'number', 'leader'),
  );
}

/** Kinds of fact that lie in the repository that their record is one of. */
export const joinedKinds = [...supersededKinds, 'PIPELINE_RUN', 'INCIDENT'] as const;
type JoinedKind = (typeof joinedKinds)[number];

const lead = 'coalesce(r.same_as, r.number)';
const moveTo = (table: string, which: string) =>
  `update ${table} f set repository = ${lead}, named_repository = case when ${lead} = r.number then null else r.number end
   from ${which} where f.account_id = $1 and r.account_id = $1 and f.repository is not null
     and r.number = coalesce(f.named_repository, f.repository) and f.repository <> ${lead}`;
const returning = 'returning f.number::float8 as number';

/** Moves these facts into the repositories of their records. */
export async function moveNumbered(
  session: Session,
  kind: JoinedKind,
  ranges: readonly (readonly [number, number])[],
): Promise<void> {
  const within = 'unnest($2::bigint[]) as picked (number), repository r';
  await session.loadNumbers(
    `${moveTo(factTables[kind].table, within)} and f.number = picked.number ${returning}`,
    [numbersIn(ranges)],
  );
}

/** Tables and columns that hold the number of the repository of a fact, by kind of fact. */
const underRepository: { readonly [Kind in FactKind]?: readonly (readonly [string, string])[] } = {
  CHANGE: [
    ['changed_file', 'change'],
    ['change_release', 'change'],
  ],
  TAG: [['release', 'number']],
  PULL_REQUEST: [
    ['pull_request_file', 'pull_request'],
    ['pull_request_release', 'pull_request'],
  ],
};

/** Moves all facts of these repositories into those of their leading records, without links. Returns the numbers of all facts that lie or lay there. */
export async function moveFrom(
  session: Session,
  kind: JoinedKind,
  repositories: readonly number[],
): Promise<number[]> {
  const { table } = factTables[kind];
  const moved = await session.loadNumbers(
    `${moveTo(table, 'repository r')} and f.repository = any($2::bigint[]) ${returning}`,
    [repositories],
  );
  for (const [linked, column] of underRepository[kind] ?? [])
    if (moved.length > 0)
      await session.run(
        `delete from ${linked} where account_id = $1 and ${column} = any($2::bigint[])`,
        [moved],
      );
  const left = await session.loadNumbers(
    `select number::float8 as number from ${table} where account_id = $1 and repository = any($2::bigint[])`,
    [repositories],
  );
  return [...moved, ...left];
}

const MOST_NUMBERS = 2000;

/** Emits facts to the change log, a few an entry, so that they are linked again. */
export function reemitFacts(session: Session, kind: FactKind, numbers: readonly number[]): void {
  const sorted = [...new Set(numbers)].sort((left, right) => left - right);
  for (let at = 0; at < sorted.length; at += MOST_NUMBERS)
    session.appendFacts(kind, sorted.slice(at, at + MOST_NUMBERS));
}
