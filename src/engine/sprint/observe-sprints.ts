import type { MetricInputs } from '../../model/inputs/metric-input.js';
import type { Rules } from '../../model/team.js';
import { exclude } from '../define-metric.js';
import type { CountedObservation, ExcludedObservation } from '../metric.js';
import { pointsOrItems } from '../unit.js';
import { describeCompletion } from '../work/completion.js';
import { type Amounts, amountNames, amountsOf } from './amounts.js';

/** Describes what in profile and settings decides the amounts of a sprint. */
function describeSprints({ efficiency: { sprints }, settings }: Rules): string[] {
  const { computationMode, startGraceDays, endGraceDays, includeEstimateIncreases } = sprints;
  return [
    computationMode === 'STORY_POINTS' ? 'in story points' : 'in work items',
    `what was done ${startGraceDays} days before the start still counts, and until ${endGraceDays} days after the end`,
    ...(includeEstimateIncreases ? ['estimates that rose count as churn'] : []),
    ...describeCompletion(settings),
  ];
}

/** The parts of their definitions that metrics of sprints have in common. */
export const ofSprints = {
  profile: 'EFFICIENCY',
  population: 'FILTERS',
  inputs: { sprint: 'endedAt' },
  parts: amountNames,
  flags: ['removedItems'],
  amounts: () => pointsOrItems,
  options: describeSprints,
} as const;

/** Yields one row per sprint at its end, its value one of the amounts and its parts all of them. */
export function* observeSprints(
  { sprints }: MetricInputs,
  { efficiency, settings }: Rules,
  value: keyof Amounts,
  counts: 'COMPLETED' | 'ALL',
): Iterable<CountedObservation<keyof Amounts, never> | ExcludedObservation> {
  for (const sprint of sprints) {
    const { number: subject, developer, endedAt: at } = sprint;
    const parts = amountsOf(sprint, efficiency.sprints, settings);
    if (parts === null) yield exclude(sprint, 'NO_ITEMS', at);
    else if (counts === 'COMPLETED' && !sprint.isClosed) yield exclude(sprint, 'NOT_FINISHED', at);
    else yield { subject, developer, at, value: parts[value], parts };
  }
}
