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
} from '../storage/cells/dirty-cells.js';
import { placesOfReleases } from '../storage/relations/affected-facts.js';
import { allToolFacts } from '../storage/relations/tool-facts.js';
import type { Session } from '../storage/sql/session.js';
import type { TeamIndex } from './team-index.js';
import { cellsOfTools, TouchedTools } from './touched-tools.js';

/** Numbers of what changed, by kind, gathered over the entries of a batch. */
export class Touched {
  readonly commits: NumberRange[] = [];
  readonly changes: NumberRange[] = [];
  readonly releases: number[] = [];
  /** A release has the number of a tag; of a tag that was deleted the cells alone remember that it was one. */
  readonly tags: NumberRange[] = [];
  readonly tools = new TouchedTools();
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
  touched.cells.push(...own(await cellsOfTools(session, index, await allToolFacts(session))));
  touched.cells.push(...(await cellsOfTeams(session, teams)));
}

async function cellsOfCommits(
  session: Session,
  index: TeamIndex,
  commits: readonly NumberRange[],
): Promise<CellKey[]> {
  if (commits.length === 0) return [];
  const months = await monthsOfCommits(session, commits);
  return months.flatMap(({ developer, month }) => index.cellsOfDeveloper(developer, month));
}

async function cellsOfChanges(
  session: Session,
  index: TeamIndex,
  changes: readonly NumberRange[],
): Promise<CellKey[]> {
  if (changes.length === 0) return [];
  const places = await placesOfChanges(session, changes);
  return places.flatMap(({ developer, repository, month, pattern }) => [
    ...(developer === null ? [] : index.cellsOfDeveloper(developer, month)),
    ...index.cellsOfRepository(repository, month, pattern),
  ]);
}

async function cellsOfReleases(
  session: Session,
  index: TeamIndex,
  releases: readonly number[],
): Promise<CellKey[]> {
  if (releases.length === 0) return [];
  const places = await placesOfReleases(session, releases);
  return places.flatMap(({ repository, pattern, at }) =>
    index.cellsOfRepository(repository, monthOf(at), pattern),
  );
}

/** The cells that hold what was touched, and those that shall. */
export async function cellsOf(
  session: Session,
  index: TeamIndex,
  touched: Touched,
): Promise<CellKey[]> {
  const subjects = [
    ...[...touched.commits, ...touched.changes, ...touched.tags],
    ...rangesOf(touched.releases),
    ...rangesOf(touched.tools.numbers()),
  ];
  const cells = [
    ...touched.cells,
    ...(subjects.length > 0 ? await cellsHolding(session, subjects) : []),
    ...(await cellsOfCommits(session, index, touched.commits)),
    ...(await cellsOfChanges(session, index, touched.changes)),
    ...(await cellsOfReleases(session, index, touched.releases)),
    ...(await cellsOfTools(session, index, touched.tools.byKind)),
  ];
  return [
    ...new Map(cells.map((cell) => [`${cell.team} ${cell.ruleset} ${cell.month}`, cell])).values(),
  ];
}
