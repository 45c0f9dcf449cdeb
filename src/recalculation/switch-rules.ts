import type { Metric } from '../engine/metric.js';
import type { RulesInForce, TeamSettings } from '../model/team.js';
import { switchRulesets } from '../storage/ruleset-change.js';
import { dropUnusedPatterns, rulesets } from '../storage/rulesets.js';
import type { Session } from '../storage/session.js';

const differ = (left: unknown, right: unknown) => JSON.stringify(left) !== JSON.stringify(right);

const partOf = {
  EFFICIENCY: 'efficiency',
  PRODUCTIVITY: 'productivity',
  BUSINESS_ALIGNMENT: 'alignment',
} as const;

const settingsOf = ({ settings }: RulesInForce): Partial<TeamSettings> => settings;
/** What metrics read that follow people wherever they work. */
const settingsOfPeople = ({
  settings: { issueManagement, destinationBranches, excludedChanges },
}: RulesInForce): Partial<TeamSettings> => ({
  issueManagement,
  destinationBranches,
  excludedChanges,
});

function isConcerned(
  metric: Metric,
  before: RulesInForce | undefined,
  after: RulesInForce,
): boolean {
  if (!before) return true;
  const part = partOf[metric.profile];
  const settings = metric.population === 'FILTERS' ? settingsOf : settingsOfPeople;
  return (
    differ(before[part], after[part]) ||
    differ(before[`${part}Profile`], after[`${part}Profile`]) ||
    differ(settings(before), settings(after))
  );
}

/** Puts pending rules in force once all their cells are observed, and says which metrics of which teams follow other rules now. */
export async function switchRules(session: Session, metrics: readonly Metric[]): Promise<boolean> {
  const switched = await switchRulesets(session);
  if (switched.length === 0) return false;
  await dropUnusedPatterns(session);
  const numbers = switched
    .flatMap(({ before, after }) => [before, after])
    .filter((number) => number !== null);
  const contents = await rulesets(session, numbers);
  const byMetrics = Map.groupBy(switched, ({ before, after }) => {
    const now = contents.get(after);
    const then = before === null ? undefined : contents.get(before);
    return now
      ? metrics
          .filter((metric) => isConcerned(metric, then, now))
          .map(({ id }) => id)
          .join()
      : '';
  });
  for (const [concerned, teams] of byMetrics)
    session.append({
      kind: 'RULES',
      what: { teams: teams.map(({ team }) => team), metrics: concerned.split(',').filter(Boolean) },
    });
  return true;
}
