import { type Month, monthOf } from '../model/month.js';
import type { EffectiveRules } from '../model/team.js';
import type { CellKey } from '../storage/cells/dirty-cells.js';
import { rulesets, teamRules } from '../storage/cells/rulesets.js';
import { membershipsOf } from '../storage/directory/rosters.js';
import type { Scanned } from '../storage/inputs/cell.js';
import { owns, repositoriesOf, type ToolInputKind } from '../storage/inputs/metric-inputs.js';
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
}

async function ruledTeams(
  session: Session,
  repositories: readonly RepositoryName[],
  without: ReadonlySet<number>,
): Promise<RuledTeam[]> {
  const teams = (await teamRules(session)).filter(({ team }) => !without.has(team));
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
      return number === null || !rules
        ? []
        : [
            {
              team,
              ruleset: number,
              rules,
              repositories: matched.get(number) ?? new Set<number>(),
            },
          ];
    }),
  );
}

interface Members {
  readonly teamsOf: ReadonlyMap<number, ReadonlySet<number>>;
  readonly of: ReadonlyMap<number, readonly number[]>;
}

async function membersOfTeams(session: Session): Promise<Members> {
  const memberships = await membershipsOf(session, null);
  const byDeveloper = Map.groupBy(memberships, ({ developer }) => developer);
  const byTeam = Map.groupBy(memberships, ({ team }) => team);
  return {
    teamsOf: new Map(
      [...byDeveloper].map(([developer, rows]) => [
        developer,
        new Set(rows.map(({ team }) => team)),
      ]),
    ),
    of: new Map(
      [...byTeam].map(([team, rows]) => [
        team,
        [...new Set(rows.map(({ developer }) => developer))],
      ]),
    ),
  };
}

const cells = (ruled: readonly RuledTeam[], month: Month): CellKey[] =>
  ruled.map(({ team, ruleset }) => ({ team, ruleset, month }));

const asksWhoContributed = ({ rules }: RuledTeam): boolean =>
  rules.productivity.denominator === 'CONTRIBUTING';

/** Opens the index of all teams except those of `without`. */
export async function openTeamIndex(
  session: Session,
  without: ReadonlySet<number>,
): Promise<TeamIndex> {
  const repositories = await repositoryNames(session);
  const teams = await ruledTeams(session, repositories, without);
  const members = await membersOfTeams(session);
  const byTeam = Map.groupBy(teams, ({ team }) => team);
  const teamsOf = (developer: number) =>
    [...(members.teamsOf.get(developer) ?? [])].flatMap((team) => byTeam.get(team) ?? []);
  const cellsOfDeveloper = (developer: number, month: Month) => cells(teamsOf(developer), month);
  const owners = (kind: ToolInputKind, fact: Scanned) =>
    teams.filter((ruled) =>
      kind === 'pullRequest'
        ? ruled.repositories.has(fact.repository ?? -1)
        : owns[kind](ruled.rules.settings, fact),
    );
  return {
    teams,
    repositories,
    patterns: [...new Set(teams.map(({ rules }) => rules.settings.releasePattern))],
    membersOf: (team) => members.of.get(team) ?? [],
    cellsOfDeveloper,
    cellsOfRepository: (repository, month, pattern) =>
      cells(
        teams.filter(
          (ruled) =>
            ruled.repositories.has(repository) &&
            (pattern === null || ruled.rules.settings.releasePattern === pattern),
        ),
        month,
      ),
    cellsOfFact: (kind, fact) => {
      const owning = owners(kind, fact);
      const own = [...new Set(fact.instants.map(monthOf))].flatMap((month) => [
        ...cells(owning, month),
        ...fact.developers.flatMap((developer) => cellsOfDeveloper(developer, month)),
      ]);
      const others = (fact.acts ?? []).flatMap(({ developer, at }) =>
        cells(teamsOf(developer).filter(asksWhoContributed), monthOf(at)),
      );
      return [...own, ...others];
    },
  };
}
