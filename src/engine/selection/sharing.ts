import type { TeamColumns } from '../question.js';
import { Union } from './union.js';

/** Returns the numbers of the teams that have a subject, counted or excluded, which another of them has too. */
export function teamsSharing(teams: readonly TeamColumns[]): ReadonlySet<number> {
  const columns = teams.flatMap(({ cells, exclusions = [] }, place) =>
    [...cells, ...exclusions].map((rows) => ({ place, rows })),
  );
  const union = new Union(columns.map(({ rows }) => rows));
  const sharing = new Set<number>();
  for (const { place, rows } of columns)
    for (let row = 0; row < rows.length; row++) {
      const first = union.admit(rows.subject[row]!, 0, place);
      if (first >= 0 && first !== place) sharing.add(teams[first]!.team).add(teams[place]!.team);
    }
  return sharing;
}
