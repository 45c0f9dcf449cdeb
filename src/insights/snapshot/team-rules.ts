import type { EffectiveRules } from '../../model/team.js';
import type { Snapshot } from './snapshot.js';

/** The different effective rules of teams, each once; teams whose first observation is still to come have none. */
export const rulesOf = (
  { rules }: Pick<Snapshot, 'rules'>,
  teams: readonly number[],
): EffectiveRules[] => [
  ...new Map(
    teams.flatMap((team) => {
      const found = rules.get(team);
      return found ? [[found.ruleset, found.rules] as const] : [];
    }),
  ).values(),
];
