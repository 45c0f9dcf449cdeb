import type { TeamColumns } from '../question.js';

/** Returns the numbers of the teams that have a subject, counted or excluded, which another of them has too. */
export function teamsSharing(teams: readonly TeamColumns[]): ReadonlySet<number> {
  const first = new Map<number, number>();
  const sharing = new Set<number>();
  const add = (subject: number, team: number): void => {
    const known = first.get(subject) ?? team;
    first.set(subject, known);
    if (known !== team) sharing.add(known).add(team);
  };
  for (const { team, cells, exclusions = [] } of teams)
    for (const { subject } of [...cells, ...exclusions]) for (const one of subject) add(one, team);
  return sharing;
}
