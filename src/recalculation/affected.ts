import type { InputKind } from '../model/inputs/metric-input.js';
import { monthOf } from '../model/month.js';
import { cellsHolding } from '../storage/cells/cell-subjects.js';
import {
  type CellKey,
  cellsOfTeams,
  type DirtyCell,
  type DirtyKinds,
  monthsOfCommits,
  monthsOfDevelopers,
  monthsOfRepositories,
  placesOfChanges,
} from '../storage/cells/dirty-cells.js';
import type { ToolInputKind } from '../storage/inputs/cell.js';
import { writePlacesOfChanges, writePlacesOfFacts } from '../storage/inputs/fact-places.js';
import { scans } from '../storage/inputs/metric-inputs.js';
import { placesOfReleases } from '../storage/relations/releases.js';
import type { Session } from '../storage/sql/session.js';
import type { TeamIndex } from './team-index.js';

/** A release has the number of a tag; of a tag that was deleted the cells alone remember that it was one. */
export type AffectedKind = InputKind | 'tag';

/** Numbers of the facts whose inputs must be observed again, by kind. */
export class AffectedFacts {
  readonly byKind = new Map<AffectedKind, Set<number>>();
  get isEmpty(): boolean {
    return [...this.byKind.values()].every(({ size }) => size === 0);
  }
  of(kind: AffectedKind): ReadonlySet<number> {
    return this.byKind.get(kind) ?? new Set();
  }
  add(kind: AffectedKind, numbers: Iterable<number>): void {
    const known = this.byKind.get(kind) ?? new Set<number>();
    for (const number of numbers) known.add(number);
    this.byKind.set(kind, known);
  }
}

const isTool = (kind: AffectedKind): kind is ToolInputKind => kind in scans;

const dirtyIn = (cells: readonly CellKey[], kinds: DirtyKinds): DirtyCell[] =>
  cells.map((cell) => ({ ...cell, kinds }));

/** Loads the cells in which facts of the tools count now, and keeps where and when they count. */
async function cellsOfTools(
  session: Session,
  index: TeamIndex,
  byKind: ReadonlyMap<AffectedKind, Iterable<number>>,
): Promise<DirtyCell[]> {
  const cells: DirtyCell[] = [];
  for (const [kind, numbers] of byKind) {
    const wanted = [...numbers];
    if (wanted.length === 0 || !isTool(kind)) continue;
    const scanned = await scans[kind](session, wanted);
    await writePlacesOfFacts(session, kind, wanted, scanned);
    const kinds = new Set([kind]);
    for (const fact of scanned)
      for (const cell of index.cellsOfFact(kind, fact)) cells.push({ ...cell, kinds });
  }
  return cells;
}

/** Returns the cells of every month in which the teams' people or repositories did anything, and those that they have. */
export async function allCellsOf(
  session: Session,
  index: TeamIndex,
  teams: readonly number[],
): Promise<DirtyCell[]> {
  if (teams.length === 0) return [];
  const concerned = new Set(teams);
  const own = (cells: readonly CellKey[]) => cells.filter(({ team }) => concerned.has(team));
  const members = new Set(teams.flatMap(index.membersOf));
  const months = await monthsOfDevelopers(session, members);
  const ruled = index.teams.filter(({ team }) => concerned.has(team));
  const repositories = ruled.flatMap((team) => [...team.repositories]);
  const cells = [
    ...own(months.flatMap(({ developer, month }) => index.cellsOfDeveloper(developer, month))),
    ...own(await cellsOfRepositories(session, index, repositories)),
    ...(await index.cellsOfPlaces(session, concerned)),
    ...(await cellsOfTeams(session, teams)),
  ];
  return dirtyIn(cells, null);
}

/** Returns the cells in which anything of these repositories counts, by their present names. */
export async function cellsOfRepositories(
  session: Session,
  index: TeamIndex,
  repositories: readonly number[],
): Promise<DirtyCell[]> {
  const months = await monthsOfRepositories(session, repositories);
  return months.flatMap(({ repository, month }) =>
    dirtyIn(index.cellsOfRepository(repository, month, null), null),
  );
}

/** Returns the cells in which commits, changes and releases count now. */
async function cellsOfCode(
  session: Session,
  index: TeamIndex,
  affected: AffectedFacts,
): Promise<DirtyCell[]> {
  const changes = [...affected.of('change')];
  const months = await monthsOfCommits(session, affected.of('commit'));
  if (changes.length > 0) await writePlacesOfChanges(session, changes);
  const places = await placesOfChanges(session, changes);
  const released = await placesOfReleases(session, affected.of('release'));
  const ofCommits = months.flatMap(({ developer, month }) =>
    index.cellsOfDeveloper(developer, month),
  );
  const ofChanges = places.flatMap(({ developer, repository, month, pattern }) => [
    ...(developer === null ? [] : index.cellsOfDeveloper(developer, month)),
    ...index.cellsOfRepository(repository, month, pattern),
  ]);
  const ofReleases = released.flatMap(({ repository, pattern, at }) =>
    index.cellsOfRepository(repository, monthOf(at), pattern),
  );
  return [
    ...dirtyIn(ofCommits, new Set(['commit'])),
    ...dirtyIn(ofChanges, new Set(['change'])),
    ...dirtyIn(ofReleases, new Set(['release'])),
  ];
}

/** Returns the cells that hold what is affected, and those that shall. */
export async function cellsOf(
  session: Session,
  index: TeamIndex,
  affected: AffectedFacts,
): Promise<DirtyCell[]> {
  const subjects = [...affected.byKind].map(([kind, numbers]) => ({
    kind: kind === 'tag' ? 'release' : kind,
    numbers,
  }));
  return [
    ...(await cellsHolding(session, subjects)),
    ...(await cellsOfCode(session, index, affected)),
    ...(await cellsOfTools(session, index, affected.byKind)),
  ];
}
