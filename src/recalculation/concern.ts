import type { Metric } from '../engine/metric.js';
import type { EffectiveRules } from '../model/team.js';

const differ = (left: unknown, right: unknown) => JSON.stringify(left) !== JSON.stringify(right);

const partOf = {
  EFFICIENCY: 'efficiency',
  PRODUCTIVITY: 'productivity',
  BUSINESS_ALIGNMENT: 'alignment',
} as const;

/** The settings that matter to metrics that follow people wherever they work. Such metrics list rows of nobody in the team's places. */
const settingsOfPeople = [
  'repositories',
  'issueManagement',
  'destinationBranches',
  'excludedChanges',
  'excludedChangesMode',
] as const;

/** Does the metric follow other rules than before? Where there were none, it does. */
export function isConcerned(
  metric: Pick<Metric, 'profile' | 'population'>,
  before: EffectiveRules | undefined,
  after: EffectiveRules,
): boolean {
  if (!before) return true;
  const part = partOf[metric.profile];
  return (
    before.shape !== after.shape ||
    differ(before[part], after[part]) ||
    differ(before[`${part}Profile`], after[`${part}Profile`]) ||
    (metric.population === 'FILTERS'
      ? differ(before.settings, after.settings)
      : settingsOfPeople.some((name) => differ(before.settings[name], after.settings[name])))
  );
}
