import type { InputKind } from '../../model/inputs/metric-input.js';
import type { Month } from '../../model/month.js';
import { relationName } from '../../model/relation.js';
import { byColumn } from '../sql/by-column.js';
import { month } from '../sql/month-sql.js';
import type { Session } from '../sql/session.js';

/** A team's month under one ruleset. */
export interface CellKey {
  readonly team: number;
  readonly ruleset: number;
  readonly month: number;
}

/** Kinds of input that differ in a cell; null for all. */
export type DirtyKinds = ReadonlySet<InputKind> | null;

/** A cell that must be observed again. */
export interface DirtyCell extends CellKey {
  readonly kinds: DirtyKinds;
}

const union = (one: DirtyKinds, other: DirtyKinds): DirtyKinds =>
  one && other ? one.union(other) : null;

/** Returns each cell once, with all kinds that differ in it. */
export function distinctCells(cells: readonly DirtyCell[]): DirtyCell[] {
  const found = new Map<string, DirtyCell>();
  for (const cell of cells) {
    const key = `${cell.team} ${cell.ruleset} ${cell.month}`;
    const known = found.get(key);
    found.set(key, known ? { ...cell, kinds: union(known.kinds, cell.kinds) } : cell);
  }
  return [...found.values()];
}

/** Developers and the months in which they authored these commits. */
export const monthsOfCommits = (
  session: Session,
  numbers: Iterable<number>,
): Promise<{ developer: number; month: number }[]> =>
  session.loadBy(
    `select distinct i.developer::float8 as developer, ${month('c.authored_at')} as month
     from unnest($2::bigint[]) as picked (number)
     join commit c on c.account_id = $1 and c.number = picked.number
     join identity i on i.account_id = c.account_id and i.number = c.author
     where i.developer is not null and c.deleted_at is null`,
    numbers,
  );

/** Where changes count: by author and merge month, by repository and merge month, and by repository and month of release or deployment. */
export interface ChangePlace {
  readonly developer: number | null;
  readonly repository: number;
  readonly month: number;
  /** Null for the month of the merge. */
  readonly pattern: string | null;
}

export const placesOfChanges = (
  session: Session,
  numbers: readonly number[],
): Promise<ChangePlace[]> =>
  session.loadBy(
    `with touched as (
       select c.number, c.repository, c.merged_at, i.developer from unnest($2::bigint[]) as picked (number)
       join change c on c.account_id = $1 and c.number = picked.number
       join identity i on i.account_id = c.account_id and i.number = c.author
       where c.deleted_at is null)
     select distinct developer::float8 as developer, repository::float8 as repository, ${month('merged_at')} as month, null as pattern from touched
     union select distinct null::float8, touched.repository::float8, ${month('l.released_at')}, l.pattern
     from touched join change_release l on l.account_id = $1 and l.change = touched.number where l.released_at is not null
     union select distinct null::float8, touched.repository::float8, ${month('l.at')}, null
     from touched join fact_link l on l.account_id = $1 and l.relation = '${relationName.CHANGE_DEPLOYMENT}' and l.source = touched.number`,
    numbers,
  );

/** Months in which developers authored commits or changes, whatever their repository. */
export const monthsOfDevelopers = (
  session: Session,
  developers: Iterable<number>,
): Promise<{ developer: number; month: number }[]> =>
  session.loadBy(
    `with mine as (select number, developer from identity where account_id = $1 and developer = any($2::bigint[]))
     select mine.developer::float8 as developer, ${month('c.authored_at')} as month from mine
       join commit c on c.account_id = $1 and c.author = mine.number where c.deleted_at is null group by 1, 2
     union select mine.developer::float8, ${month('c.merged_at')} from mine
       join change c on c.account_id = $1 and c.author = mine.number where c.deleted_at is null group by 1, 2`,
    developers,
  );

/** Months in which a repository's changes were merged, deployed or released, and its releases made. */
export const monthsOfRepositories = (
  session: Session,
  repositories: readonly number[],
): Promise<{ repository: number; month: number }[]> =>
  session.loadBy(
    `select repository::float8 as repository, ${month('merged_at')} as month from change
       where account_id = $1 and repository = any($2::bigint[]) and deleted_at is null group by 1, 2
     union select repository::float8, ${month('released_at')} from release
       where account_id = $1 and repository = any($2::bigint[]) group by 1, 2
     union select c.repository::float8, ${month('l.at')} from fact_link l join change c on c.account_id = $1 and c.number = l.source
       where l.account_id = $1 and l.relation = '${relationName.CHANGE_DEPLOYMENT}' and c.repository = any($2::bigint[]) and c.deleted_at is null
         group by 1, 2`,
    repositories,
  );

export const cellsOfTeams = (session: Session, teams: readonly number[]): Promise<CellKey[]> =>
  session.load<CellKey>(
    'select team::float8 as team, ruleset::float8 as ruleset, month from cell where account_id = $1 and team = any($2::bigint[])',
    [teams],
  );

/** January of the year 1 and December of the year 9999: the database reads instants between them as they are written. */
const [FIRST_MONTH, LAST_MONTH] = [-1969 * 12, 8029 * 12 + 11];

function refuseImpossible({ month: at }: CellKey): void {
  if (at >= FIRST_MONTH && at < LAST_MONTH) return;
  throw new RangeError('It has an instant outside of the years 1 to 9999.');
}

/** Appends dirty markers, and the rows of cells that do not exist yet. Throws where something counts in a month that cannot be. */
export async function invalidateCells(
  session: Session,
  cells: readonly DirtyCell[],
): Promise<void> {
  if (cells.length === 0) return;
  cells.forEach(refuseImpossible);
  await session.run(
    `with wanted as (select * from unnest($2::bigint[], $3::bigint[], $4::int[], $5::text[]) as cell (team, ruleset, month, kinds)),
       added as (insert into cell (account_id, team, ruleset, month, version)
         select $1, team, ruleset, month, 0 from wanted order by team, ruleset, month on conflict do nothing)
     insert into mark (account_id, team, ruleset, month, kinds) select $1, team, ruleset, month, string_to_array(kinds, ',') from wanted`,
    [
      ...byColumn(cells, 'team', 'ruleset', 'month'),
      cells.map(({ kinds }) => kinds && [...kinds].join()),
    ],
  );
}

/** Cells of one team under one ruleset, near to each other in time. */
export interface DirtyCells {
  readonly team: number;
  readonly ruleset: number;
  /** Ascending. */
  readonly months: readonly Month[];
  /** False while the rules are still being observed beside those that answer. */
  readonly isEffective: boolean;
  readonly kinds: DirtyKinds;
}

/** How far back from the newest dirty month others are taken along. */
const MOST_MONTHS = 12;

/** Locks these cells and takes their dirty markers; null where somebody else works on one of them or it is gone. */
export async function takeCells(session: Session, cells: DirtyCells): Promise<DirtyCells | null> {
  const given = [cells.team, cells.ruleset, cells.months];
  const locked = await session.run(
    'select 1 from cell where account_id = $1 and team = $2 and ruleset = $3 and month = any($4::int[]) order by month for update skip locked',
    given,
  );
  if (locked < cells.months.length) return null;
  await session.run(
    'delete from mark where account_id = $1 and team = $2 and ruleset = $3 and month = any($4::int[])',
    given,
  );
  return cells;
}

/** Cells that were claimed, and whether they were all that were dirty. */
export interface ClaimedCells extends DirtyCells {
  readonly isOnly: boolean;
}

interface ClaimedCell extends CellKey, Pick<ClaimedCells, 'isEffective' | 'isOnly'> {
  readonly isWhole: boolean;
  /** The kinds that each of its markers names. */
  readonly kinds: readonly (readonly InputKind[] | null)[];
}

/** Locks dirty cells that nobody else works on and takes their markers; null where there are none. */
export async function claimDirtyCells(session: Session): Promise<ClaimedCells | null> {
  const claimed = await session.load<ClaimedCell>(
    `with newest as (
       select c.team, c.ruleset, c.month from mark m
         join cell c on c.account_id = m.account_id and c.team = m.team and c.ruleset = m.ruleset and c.month = m.month
       where m.account_id = $1 order by m.month desc, m.team desc limit 1 for update of c skip locked),
     found as (
       select c.team, c.ruleset, c.month, c.version from newest n join cell c on c.account_id = $1 and c.team = n.team and c.ruleset = n.ruleset
         and c.month > n.month - $2::int and c.month <= n.month
       where exists (select 1 from mark m where m.account_id = $1 and m.team = c.team and m.ruleset = c.ruleset and m.month = c.month)
       for update of c skip locked),
     taken as (
       delete from mark m using found f where m.account_id = $1 and m.team = f.team and m.ruleset = f.ruleset and m.month = f.month
       returning m.month, m.kinds)
     select f.team::float8 as team, f.ruleset::float8 as ruleset, f.month,
       exists (select 1 from team_ruleset r where r.account_id = $1 and r.team = f.team and r.ruleset = f.ruleset) as "isEffective",
       not exists (select 1 from mark o where o.account_id = $1 and (o.team, o.ruleset, o.month) not in (select team, ruleset, month from found)) as "isOnly",
       f.version = 0 or exists (select 1 from set_aside s
         where s.account_id = $1 and s.team = f.team and s.ruleset = f.ruleset and s.month = f.month) as "isWhole",
       (select coalesce(jsonb_agg(t.kinds), '[]') from taken t where t.month = f.month) as kinds
     from found f order by f.month`,
    [MOST_MONTHS],
  );
  const [first] = claimed;
  if (!first) return null;
  const { team, ruleset, isEffective, isOnly } = first;
  const months = claimed.map(({ month }) => month);
  const kinds = claimed
    .flatMap((one) => (one.isWhole ? [null] : one.kinds))
    .map((one): DirtyKinds => one && new Set(one))
    .reduce(union, new Set<InputKind>());
  return { team, ruleset, isEffective, isOnly, months, kinds };
}
