import type { NumberRange } from '../model/change-log.js';
import { month } from './month-sql.js';
import type { Session } from './session.js';

/** A cell that must be observed again. */
export interface CellKey {
  readonly team: number;
  readonly ruleset: number;
  readonly month: number;
}

const firsts = (numbers: readonly NumberRange[]) => numbers.map(([first]) => first);
const lasts = (numbers: readonly NumberRange[]) => numbers.map(([, last]) => last);

/** Developers and the months in which they authored these commits. */
export async function monthsOfCommits(
  session: Session,
  numbers: readonly NumberRange[],
): Promise<{ developer: number; month: number }[]> {
  return session.query(
    `select distinct i.developer::float8 as developer, ${month('c.authored_at')} as month
     from unnest($2::bigint[], $3::bigint[]) as range (first, last)
     join commit c on c.account_id = $1 and c.number between range.first and range.last
     join identity i on i.account_id = c.account_id and i.number = c.author
     where i.developer is not null and c.deleted_at is null`,
    [session.account, firsts(numbers), lasts(numbers)],
  );
}

/** Where changes count: by author and merge month, by repository and merge month, and by repository and release month. */
export interface ChangePlace {
  readonly developer: number | null;
  readonly repository: number;
  readonly month: number;
  /** Null for the month of the merge. */
  readonly pattern: string | null;
}

export async function placesOfChanges(
  session: Session,
  numbers: readonly NumberRange[],
): Promise<ChangePlace[]> {
  return session.query<ChangePlace>(
    `with touched as (
       select c.number, c.repository, c.merged_at, i.developer from unnest($2::bigint[], $3::bigint[]) as range (first, last)
       join change c on c.account_id = $1 and c.number between range.first and range.last
       join identity i on i.account_id = c.account_id and i.number = c.author
       where c.deleted_at is null)
     select distinct developer::float8 as developer, repository::float8 as repository, ${month('merged_at')} as month, null as pattern from touched
     union select distinct null::float8, touched.repository::float8, ${month('l.released_at')}, l.pattern
     from touched join change_release l on l.account_id = $1 and l.change = touched.number where l.released_at is not null`,
    [session.account, firsts(numbers), lasts(numbers)],
  );
}

/** Months in which developers authored commits or changes, whatever their repository. */
export async function monthsOfDevelopers(
  session: Session,
  developers: readonly number[],
): Promise<{ developer: number; month: number }[]> {
  return session.query(
    `with mine as (select number, developer from identity where account_id = $1 and developer = any($2::bigint[]))
     select mine.developer::float8 as developer, ${month('c.authored_at')} as month from mine
       join commit c on c.account_id = $1 and c.author = mine.number where c.deleted_at is null group by 1, 2
     union select mine.developer::float8, ${month('c.merged_at')} from mine
       join change c on c.account_id = $1 and c.author = mine.number where c.deleted_at is null group by 1, 2`,
    [session.account, developers],
  );
}

/** Months in which a repository's changes were merged or released, and its releases made. */
export async function monthsOfRepositories(
  session: Session,
  repositories: readonly number[],
): Promise<{ repository: number; month: number }[]> {
  return session.query(
    `select repository::float8 as repository, ${month('merged_at')} as month from change
       where account_id = $1 and repository = any($2::bigint[]) and deleted_at is null group by 1, 2
     union select repository::float8, ${month('released_at')} from release
       where account_id = $1 and repository = any($2::bigint[]) group by 1, 2`,
    [session.account, repositories],
  );
}

/** The cells that hold these subjects now: what must be observed again when the subjects move or vanish. */
export async function cellsHolding(
  session: Session,
  numbers: readonly NumberRange[],
): Promise<CellKey[]> {
  const held = (table: string) =>
    `select distinct o.team::float8 as team, o.ruleset::float8 as ruleset, o.month
     from unnest($2::bigint[], $3::bigint[]) as range (first, last)
     join ${table} o on o.account_id = $1 and o.subject between range.first and range.last`;
  return session.query<CellKey>(`${held('observation')} union ${held('exclusion')}`, [
    session.account,
    firsts(numbers),
    lasts(numbers),
  ]);
}

export async function cellsOfTeams(session: Session, teams: readonly number[]): Promise<CellKey[]> {
  return session.query<CellKey>(
    'select team::float8 as team, ruleset::float8 as ruleset, month from cell where account_id = $1 and team = any($2::bigint[])',
    [session.account, teams],
  );
}

/** Appends marks, and the rows of cells that do not exist yet. */
export async function mark(session: Session, cells: readonly CellKey[]): Promise<void> {
  if (cells.length === 0) return;
  const columns = [
    cells.map((cell) => cell.team),
    cells.map((cell) => cell.ruleset),
    cells.map((cell) => cell.month),
  ];
  await session.query(
    `with wanted as (select * from unnest($2::bigint[], $3::bigint[], $4::int[]) as cell (team, ruleset, month)),
       added as (insert into cell (account_id, team, ruleset, month, version)
         select $1, team, ruleset, month, 0 from wanted order by team, ruleset, month on conflict do nothing)
     insert into mark (account_id, team, ruleset, month) select $1, team, ruleset, month from wanted`,
    [session.account, ...columns],
  );
}

export interface MarkedCell extends CellKey {
  /** False while its rules are still being observed beside those that answer. */
  readonly inForce: boolean;
}

/** Locks a marked cell that nobody else works on and takes its marks; null where there is none. */
export async function takeMarkedCell(session: Session): Promise<MarkedCell | null> {
  const [cell] = await session.query<MarkedCell>(
    `select c.team::float8 as team, c.ruleset::float8 as ruleset, c.month,
       exists (select 1 from team_ruleset r where r.account_id = c.account_id and r.team = c.team and r.ruleset = c.ruleset) as "inForce" from cell c
     where c.account_id = $1 and exists (select 1 from mark m where m.account_id = c.account_id
       and m.team = c.team and m.ruleset = c.ruleset and m.month = c.month)
     order by c.month desc, c.team limit 1 for update of c skip locked`,
    [session.account],
  );
  if (!cell) return null;
  await session.query(
    'delete from mark where account_id = $1 and team = $2 and ruleset = $3 and month = $4',
    [session.account, cell.team, cell.ruleset, cell.month],
  );
  return cell;
}
