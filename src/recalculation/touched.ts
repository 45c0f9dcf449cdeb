import { type NumberRange, rangesOf } from '../model/change-log.js';
import { monthOf } from '../model/time.js';
import {
  type CellKey,
  cellsHolding,
  cellsOfTeams,
  monthsOfCommits,
  monthsOfDevelopers,
  monthsOfRepositories,
  placesOfChanges,
} from '../storage/marks.js';
import type { Session } from '../storage/session.js';
import { placesOfReleases } from '../storage/touched-facts.js';
import type { TeamIndex } from './team-index.js';

/** Numbers of what changed, by kind, gathered over the entries of a batch. */
export class Touched {
  readonly commits: NumberRange[] = [];
  readonly changes: NumberRange[] = [];
  readonly releases: number[] = [];
  readonly cells: CellKey[] = [];
  addChanges(numbers: readonly number[]): void {
    this.changes.push(...rangesOf(numbers));
  }
}

/** Every month in which the team's people or repositories did anything, and those it has cells of. */
export async function wholeTeams(
  session: Session,
  index: TeamIndex,
  teams: readonly number[],
  touched: Touched,
): Promise<void> {
  if (teams.length === 0) return;
  const concerned = new Set(teams);
  const own = (cells: readonly CellKey[]) => cells.filter(({ team }) => concerned.has(team));
  const members = new Set(teams.flatMap(index.membersOf));
  for (const { developer, month } of await monthsOfDevelopers(session, [...members]))
    touched.cells.push(...own(index.cellsOfDeveloper(developer, month)));
  const repositories = new Set(
    index.teams
      .filter(({ team }) => concerned.has(team))
      .flatMap((ruled) => [...ruled.repositories]),
  );
  for (const { repository, month } of await monthsOfRepositories(session, [...repositories]))
    touched.cells.push(...own(index.cellsOfRepository(repository, month, null)));
  touched.cells.push(...(await cellsOfTeams(session, teams)));
}

/** The cells that hold what was touched, and those that shall. */
export async function cellsOf(
  session: Session,
  index: TeamIndex,
  touched: Touched,
): Promise<CellKey[]> {
  const cells = [...touched.cells];
  const subjects = [...touched.commits, ...touched.changes, ...rangesOf(touched.releases)];
  if (subjects.length > 0) cells.push(...(await cellsHolding(session, subjects)));
  if (touched.commits.length > 0)
    for (const { developer, month } of await monthsOfCommits(session, touched.commits))
      cells.push(...index.cellsOfDeveloper(developer, month));
  if (touched.changes.length > 0)
    for (const { developer, repository, month, pattern } of await placesOfChanges(
      session,
      touched.changes,
    )) {
      if (developer !== null) cells.push(...index.cellsOfDeveloper(developer, month));
      cells.push(...index.cellsOfRepository(repository, month, pattern));
    }
  if (touched.releases.length > 0)
    for (const { repository, pattern, at } of await placesOfReleases(session, touched.releases))
      cells.push(...index.cellsOfRepository(repository, monthOf(at), pattern));
  return [
    ...new Map(cells.map((cell) => [`${cell.team} ${cell.ruleset} ${cell.month}`, cell])).values(),
  ];
}
