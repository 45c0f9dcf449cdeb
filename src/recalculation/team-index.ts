import type { RulesInForce } from '../model/team.js';
import type { Month } from '../model/time.js';
import { type RepositoryName, repositoriesOf, repositoryNames } from '../storage/anchors.js';
import type { CellKey } from '../storage/marks.js';
import { membershipsOf } from '../storage/rosters.js';
import { rulesets, teamRules } from '../storage/rulesets.js';
import type { Session } from '../storage/session.js';

/** A team under one of its rulesets: that in force, or the one being observed beside it. */
interface RuledTeam {
  readonly team: number;
  readonly ruleset: number;
  readonly rules: RulesInForce;
  readonly repositories: ReadonlySet<number>;
}

/** Which teams a fact concerns, under the rules that are in force or becoming so. */
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
}

async function ruledTeams(
  session: Session,
  repositories: readonly RepositoryName[],
): Promise<RuledTeam[]> {
  const teams = await teamRules(session);
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

export async function openTeamIndex(session: Session): Promise<TeamIndex> {
  const repositories = await repositoryNames(session);
  const teams = await ruledTeams(session, repositories);
  const memberships = await membershipsOf(session, null);
  const byTeam = Map.groupBy(teams, ({ team }) => team);
  const teamsOf = new Map(
    [...Map.groupBy(memberships, ({ developer }) => developer)].map(([developer, rows]) => [
      developer,
      new Set(rows.map(({ team }) => team)),
    ]),
  );
  const members = new Map(
    [...Map.groupBy(memberships, ({ team }) => team)].map(([team, rows]) => [
      team,
      [...new Set(rows.map(({ developer }) => developer))],
    ]),
  );
  const cells = (ruled: readonly RuledTeam[], month: Month) =>
    ruled.map(({ team, ruleset }) => ({ team, ruleset, month }));
  return {
    teams,
    repositories,
    patterns: [...new Set(teams.map(({ rules }) => rules.settings.releasePattern))],
    membersOf: (team) => members.get(team) ?? [],
    cellsOfDeveloper: (developer, month) =>
      [...(teamsOf.get(developer) ?? [])].flatMap((team) => cells(byTeam.get(team) ?? [], month)),
    cellsOfRepository: (repository, month, pattern) =>
      cells(
        teams.filter(
          (ruled) =>
            ruled.repositories.has(repository) &&
            (pattern === null || ruled.rules.settings.releasePattern === pattern),
        ),
        month,
      ),
  };
}
