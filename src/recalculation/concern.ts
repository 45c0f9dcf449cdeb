import type { Metric } from '../engine/metric.js';
import type { EffectiveRules, TeamSettings } from '../model/team.js';

const differ = (left: unknown, right: unknown) => JSON.stringify(left) !== JSON.stringify(right);

const partOf = {
  EFFICIENCY: 'efficiency',
  PRODUCTIVITY: 'productivity',
  BUSINESS_ALIGNMENT: 'alignment',
} as const;

const settingsOf = ({ settings }: EffectiveRules): Partial<TeamSettings> => settings;
/** Returns the settings that matter to metrics that follow people wherever they work. Such metrics list rows of nobody in the team's places. */
const settingsOfPeople = ({
  settings: {
    repositories,
    issueManagement,
    destinationBranches,
    excludedChanges,
    excludedChangesMode,
  },
}: EffectiveRules): Partial<TeamSettings> => ({
  repositories,
  issueManagement,
  destinationBranches,
  excludedChanges,
  excludedChangesMode,
});

/** Does the metric follow other rules than before? Where there were none, it does. */
export function isConcerned(
  metric: Pick<Metric, 'profile' | 'population'>,
  before: EffectiveRules | undefined,
  after: EffectiveRules,
): boolean {
  if (!before) return true;
  const part = partOf[metric.profile];
  const settings = metric.population === 'FILTERS' ? settingsOf : settingsOfPeople;
  return (
    before.shape !== after.shape ||
    differ(before[part], after[part]) ||
    differ(before[`${part}Profile`], after[`${part}Profile`]) ||
    differ(settings(before), settings(after))
  );
}
