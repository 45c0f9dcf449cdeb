import { type NumberRange, rangesOf } from '../model/change-log.js';
import { monthOf } from '../model/month.js';
import {
  type CellKey,
  cellsHolding,
  cellsOfTeams,
  monthsOfCommits,
  monthsOfDevelopers,
  monthsOfRepositories,
  placesOfChanges,
} from '../storage/cells/dirty-cells.js';
import { writePlacesOfChanges } from '../storage/inputs/fact-places.js';
import { placesOfReleases } from '../storage/relations/affected-facts.js';
import type { Session } from '../storage/sql/session.js';
import { AffectedToolFacts, cellsOfTools } from './affected-tools.js';
import type { TeamIndex } from './team-index.js';

/** Numbers of what changed, by kind, gathered over the entries of a batch. */
export class AffectedSet {
  readonly commits: NumberRange[] = [];
  readonly changes: NumberRange[] = [];
  readonly releases: number[] = [];
  /** A release has the number of a tag; of a tag that was deleted the cells alone remember that it was one. */
  readonly tags: NumberRange[] = [];
  readonly tools = new AffectedToolFacts();
  readonly cells: CellKey[] = [];
  addChanges(numbers: readonly number[]): void {
    this.changes.push(...rangesOf(numbers));
  }
}

/** Every month in which the team's people or repositories did anything, and those it has cells of. */
export async function addAllCellsOf(
  session: Session,
  index: TeamIndex,
  teams: readonly number[],
  affected: AffectedSet,
): Promise<void> {
  if (teams.length === 0) return;
  const concerned = new Set(teams);
  const own = (cells: readonly CellKey[]) => cells.filter(({ team }) => concerned.has(team));
  const members = new Set(teams.flatMap(index.membersOf));
  for (const { developer, month } of await monthsOfDevelopers(session, [...members]))
    affected.cells.push(...own(index.cellsOfDeveloper(developer, month)));
  const repositories = new Set(
    index.teams
      .filter(({ team }) => concerned.has(team))
      .flatMap((ruled) => [...ruled.repositories]),
  );
  for (const { repository, month } of await monthsOfRepositories(session, [...repositories]))
    affected.cells.push(...own(index.cellsOfRepository(repository, month, null)));
  affected.cells.push(...(await index.cellsOfPlaces(concerned)));
  affected.cells.push(...(await cellsOfTeams(session, teams)));
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
  await writePlacesOfChanges(session, changes);
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

/** The cells that hold what is affected, and those that shall. */
export async function cellsOf(
  session: Session,
  index: TeamIndex,
  affected: AffectedSet,
): Promise<CellKey[]> {
  const subjects = [
    ...[...affected.commits, ...affected.changes, ...affected.tags],
    ...rangesOf(affected.releases),
    ...rangesOf(affected.tools.numbers()),
  ];
  const cells = [
    ...affected.cells,
    ...(subjects.length > 0 ? await cellsHolding(session, subjects) : []),
    ...(await cellsOfCommits(session, index, affected.commits)),
    ...(await cellsOfChanges(session, index, affected.changes)),
    ...(await cellsOfReleases(session, index, affected.releases)),
    ...(await cellsOfTools(session, index, affected.tools.byKind)),
  ];
  return [
    ...new Map(cells.map((cell) => [`${cell.team} ${cell.ruleset} ${cell.month}`, cell])).values(),
  ];
}
