import { LRUCache } from 'lru-cache';
import { type Month, monthOf } from '../model/month.js';
import { isNeeded, type NeededNames } from '../model/needed-names.js';
import type { EffectiveRules } from '../model/team.js';
import { type OwnedKind, owns } from '../model/team-scope.js';
import type { CellKey } from '../storage/cells/dirty-cells.js';
import { digestOfTeams, rulesets, teamRules } from '../storage/cells/rulesets.js';
import { membershipsOf } from '../storage/directory/memberships.js';
import type { Scanned, ToolInputKind } from '../storage/inputs/cell.js';
import {
  monthsWithin,
  placeNamed,
  placeOfReviewer,
  placeProperties,
  type WantedPlaces,
} from '../storage/inputs/fact-places.js';
import { repositoriesOf } from '../storage/inputs/metric-inputs.js';
import { dimensionNames, namesOwned, placesOfTeam } from '../storage/inputs/wanted-places.js';
import { type RepositoryName, repositoryNames } from '../storage/integrations/repositories.js';
import type { Session } from '../storage/sql/session.js';

/** A team under one of its rulesets: the effective one, or the one being observed beside it. */
interface RuledTeam {
  readonly team: number;
  readonly ruleset: number;
  readonly rules: EffectiveRules;
  readonly repositories: ReadonlySet<number>;
}

/** Which teams a fact concerns, under the rules that are effective or becoming so. */
export interface TeamIndex {
  readonly teams: readonly RuledTeam[];
  readonly repositories: readonly RepositoryName[];
  /** All release patterns that some ruleset uses. */
  readonly patterns: readonly string[];
  readonly membersOf: (team: number) => readonly number[];
  readonly cellsOfDeveloper: (developer: number, month: Month) => CellKey[];
  readonly cellsOfRepository: (
    repository: number,
    month: Month,
    pattern: string | null,
  ) => CellKey[];
  /** Returns the cells of a tool's fact: of the teams whose filters match it, and of the teams of its developers. */
  readonly cellsOfFact: (kind: ToolInputKind, fact: Scanned) => CellKey[];
  /** Finds the cells of these teams in which facts count that may be theirs. */
  readonly cellsOfPlaces: (session: Session, teams: ReadonlySet<number>) => Promise<CellKey[]>;
}

async function ruledTeams(
  session: Session,
  repositories: readonly RepositoryName[],
  without: ReadonlySet<number>,
  only: readonly number[] | null,
): Promise<RuledTeam[]> {
  const teams = (await teamRules(session, only)).filter(({ team }) => !without.has(team));
  const numbers = teams
    .flatMap(({ ruleset, pending }) => [ruleset, pending])
    .filter((number) => number !== null);
  const contents = await rulesets(session, numbers);
  const matched = new Map(
    [...contents].map(([number, rules]) => [number, new Set(repositoriesOf(rules, repositories))]),
  );
  return teams.flatMap(({ team, ruleset, pending }) =>
    [ruleset, pending].flatMap((number) => {
      const rules = number === null ? undefined : contents.get(number);
      if (number === null || !rules) return [];
      const own = matched.get(number) ?? new Set<number>();
      return [{ team, ruleset: number, rules, repositories: own }];
    }),
  );
}

interface Members {
  readonly teamsOf: ReadonlyMap<number, readonly number[]>;
  readonly of: ReadonlyMap<number, readonly number[]>;
}

async function membersOfTeams(session: Session, only: readonly number[] | null): Promise<Members> {
  const memberships = await membershipsOf(session, only);
  const collect = (key: 'team' | 'developer', value: 'team' | 'developer') =>
    new Map(
      [...Map.groupBy(memberships, (row) => row[key])].map(([number, rows]) => [
        number,
        [...new Set(rows.map((row) => row[value]))],
      ]),
    );
  return { teamsOf: collect('developer', 'team'), of: collect('team', 'developer') };
}

const cells = (ruled: readonly RuledTeam[], month: Month): CellKey[] =>
  ruled.map(({ team, ruleset }) => ({ team, ruleset, month }));

const asksWhoContributed = ({ rules }: RuledTeam): boolean =>
  rules.productivity.denominator === 'CONTRIBUTING';

/** Creates a function that finds the teams whose filters match a fact. Filters are compared with facts only that have a name which they need. */
function createOwners(teams: readonly RuledTeam[], kind: OwnedKind) {
  const byName = new Map<string, RuledTeam[]>();
  const tested: { readonly needed: NeededNames; readonly ruled: RuledTeam }[] = [];
  const always: RuledTeam[] = [];
  for (const ruled of teams) {
    const needed = namesOwned(kind, ruled.rules.settings);
    if (!needed) always.push(ruled);
    else if (needed.tests.length > 0) tested.push({ needed, ruled });
    else
      for (const name of needed.equal) {
        const place = placeNamed(needed.property, name);
        byName.set(place, [...(byName.get(place) ?? []), ruled]);
      }
  }
  const ownersNamed = (property: string, name: string): readonly RuledTeam[] => {
    const passing = tested.filter(
      ({ needed }) => needed.property === property && isNeeded(needed, name),
    );
    return [
      ...(byName.get(placeNamed(property, name)) ?? []),
      ...passing.map(({ ruled }) => ruled),
    ];
  };
  const known = new Map<string, readonly RuledTeam[]>();
  const likely = (property: string, name: string): readonly RuledTeam[] => {
    const key = `${property} ${name}`;
    const found = known.get(key) ?? ownersNamed(property, name);
    known.set(key, found);
    return found;
  };
  return (fact: Scanned): RuledTeam[] => {
    const named = placeProperties[kind].flatMap((property) =>
      (fact.traits[property] ?? []).flatMap((name) => likely(property, name)),
    );
    return [...new Set([...always, ...named])].filter(({ rules }) =>
      owns(kind, rules.settings, fact.traits),
    );
  };
}

/** Returns functions that find the teams that own facts. */
function ownersAmong(teams: readonly RuledTeam[]) {
  const byRepository = new Map<number, RuledTeam[]>();
  for (const ruled of teams)
    for (const repository of ruled.repositories)
      byRepository.set(repository, [...(byRepository.get(repository) ?? []), ruled]);
  const byKind = new Map<OwnedKind, (fact: Scanned) => RuledTeam[]>();
  const ofRepository = (repository: number) => byRepository.get(repository) ?? [];
  return {
    ofRepository,
    ofFact: (kind: ToolInputKind, fact: Scanned): readonly RuledTeam[] => {
      if (kind === 'pullRequest') return ofRepository(fact.repository ?? -1);
      const owners = byKind.get(kind) ?? createOwners(teams, kind);
      byKind.set(kind, owners);
      return owners(fact);
    },
  };
}

/** Indexes by what they are compiled from: few, since each holds the rules of all teams of an account. */
const known = new LRUCache<string, TeamIndex>({ max: 4 });

/** Opens the index of all teams except those of `without`. It is compiled once for teams, rules, members and repositories as they are. */
export async function openTeamIndex(
  session: Session,
  without: ReadonlySet<number>,
): Promise<TeamIndex> {
  const key = [await digestOfTeams(session), ...without].join(' ');
  const index = known.get(key) ?? (await compileTeamIndex(session, without, null));
  known.set(key, index);
  return index;
}

/** Compiles the index of some teams, null for all, except those of `without`. */
export async function compileTeamIndex(
  session: Session,
  without: ReadonlySet<number>,
  only: readonly number[] | null,
): Promise<TeamIndex> {
  const repositories = await repositoryNames(session);
  const teams = await ruledTeams(session, repositories, without, only);
  const members = await membersOfTeams(session, only);
  const byTeam = Map.groupBy(teams, ({ team }) => team);
  const teamsOf = (developer: number) =>
    (members.teamsOf.get(developer) ?? []).flatMap((team) => byTeam.get(team) ?? []);
  const membersOf = (team: number) => members.of.get(team) ?? [];
  const cellsOfDeveloper = (developer: number, month: Month) => cells(teamsOf(developer), month);
  const owners = ownersAmong(teams);
  return {
    teams,
    repositories,
    patterns: [...new Set(teams.map(({ rules }) => rules.settings.releasePattern))],
    membersOf,
    cellsOfDeveloper,
    cellsOfRepository: (repository, month, pattern) =>
      cells(
        owners
          .ofRepository(repository)
          .filter(({ rules }) => pattern === null || rules.settings.releasePattern === pattern),
        month,
      ),
    cellsOfFact: (kind, fact) => {
      const owning = owners.ofFact(kind, fact);
      const own = [...new Set(fact.instants.map(monthOf))].flatMap((month) => [
        ...cells(owning, month),
        ...fact.developers.flatMap((developer) => cellsOfDeveloper(developer, month)),
      ]);
      const others = (fact.acts ?? []).flatMap(({ developer, at }) =>
        cells(teamsOf(developer).filter(asksWhoContributed), monthOf(at)),
      );
      return [...own, ...others];
    },
    cellsOfPlaces: async (current, some) => {
      const ruled = teams.filter(({ team }) => some.has(team));
      const names = dimensionNames(current);
      const wanted: WantedPlaces[] = [];
      for (const one of ruled) {
        const { rules, repositories: own } = one;
        const members = membersOf(one.team);
        const places = await placesOfTeam(names, {
          settings: rules.settings,
          repositories: [...own],
          members,
        });
        const reviewers = asksWhoContributed(one) ? members.map(placeOfReviewer) : [];
        const reviewed = [...(places.get('pullRequest') ?? []), ...reviewers];
        wanted.push(new Map([...places, ['pullRequest', reviewed]]));
      }
      const months = await monthsWithin(current, wanted);
      return ruled.flatMap((one, index) => months[index]!.flatMap((month) => cells([one], month)));
    },
  };
}
