import type { Anchors } from '../../model/inputs/metric-input.js';
import type { Rules } from '../../model/team.js';
import { exclude, type LeftOut, type Sighting } from '../metric.js';
import { completionInWords } from '../work/completion.js';
import { type Amounts, amountsOf } from './amounts.js';

/** What of profile and settings decides the amounts of a sprint. */
export function sprintsInWords({ efficiency: { sprints }, settings }: Rules): string[] {
  const { computationMode, startGraceDays, endGraceDays, includeEstimateIncreases } = sprints;
  return [
    computationMode === 'STORY_POINTS' ? 'in story points' : 'in work items',
    `what was done ${startGraceDays} days before the start still counts, and until ${endGraceDays} days after the end`,
    ...(includeEstimateIncreases ? ['estimates that rose count as churn'] : []),
    ...completionInWords(settings),
  ];
}

/** One row per sprint at its end, its value one of the amounts and its parts all of them. */
export function* observeSprints(
  { sprints }: Anchors,
  { efficiency, settings }: Rules,
  value: keyof Amounts,
  counts: 'COMPLETED' | 'ALL',
): Iterable<Sighting<keyof Amounts, never> | LeftOut> {
  for (const sprint of sprints) {
    const { number: subject, developer, endedAt: at } = sprint;
    const parts = amountsOf(sprint, efficiency.sprints, settings);
    if (parts === null) yield exclude(sprint, 'NO_ITEMS', at);
    else if (counts === 'COMPLETED' && !sprint.isClosed) yield exclude(sprint, 'NOT_FINISHED', at);
    else yield { subject, developer, at, value: parts[value], parts };
  }
}
