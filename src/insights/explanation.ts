import { explain } from '../engine/explain.js';
import type { Measured } from '../engine/measured.js';
import type { Metric } from '../engine/metric.js';
import type { FilterCondition } from '../model/filter.js';
import type { RulesInForce } from '../model/team.js';
import type { Explanation } from './answer.js';
import { notConfigured } from './data-status.js';
import { questionOf } from './question.js';
import type { Snapshot } from './snapshot.js';

const words: Record<FilterCondition['operator'], string> = {
  EQUALS: 'is',
  NOT_EQUALS: 'is not',
  CONTAINS: 'contains',
  DOES_NOT_CONTAIN: 'does not contain',
  STARTS_WITH: 'starts with',
  ENDS_WITH: 'ends with',
};
const conditionText = ({ property, operator, values }: FilterCondition): string =>
  `${property} ${words[operator]} ${values.map((value) => `"${value}"`).join(' or ')}`;

function filtersOf(metric: Metric, { settings }: RulesInForce): string[] {
  if (metric.population === 'DEVELOPERS')
    return ['authored by developers of the team, in any repository'];
  const branches = settings.destinationBranches;
  return [
    ...settings.repositories.map(conditionText),
    branches.length === 0 ? 'on the default branch' : branches.map(conditionText).join(' and '),
    `releases are tags that match ${settings.releasePattern}`,
    ...((settings.metricsUsingDeveloperFilters as readonly string[]).includes(metric.id)
      ? ['authored by developers of the team']
      : []),
  ];
}

function rulesOf(snapshot: Snapshot, metric: Metric): Explanation['rules'] {
  const names = new Map(snapshot.scope.nodes.map(({ number, name }) => [number, name]));
  return [...snapshot.rules].map(([team, { ruleset, rules }]) => {
    const { name, version } =
      metric.profile === 'PRODUCTIVITY' ? rules.productivityProfile : rules.efficiencyProfile;
    return {
      team,
      teamName: names.get(team) ?? '',
      ruleset,
      profile: { name, version },
      filters: filtersOf(metric, rules),
    };
  });
}

/** Why the headline is what it is: formula, rules in force, what was counted and what was left out. */
export function explanationOf(snapshot: Snapshot, metric: Metric, measured: Measured): Explanation {
  const { disagreements, ...explained } = explain(
    questionOf(snapshot, metric, snapshot.window),
    measured,
  );
  const lacking = notConfigured(snapshot, metric);
  const differing =
    disagreements.length > 0
      ? [
          `${disagreements.length} rows are valued differently by several teams: the team with the lowest number counts.`,
        ]
      : [];
  return {
    ...explained,
    notes: [...(lacking ? [lacking] : []), ...explained.notes, ...differing],
    rules: rulesOf(snapshot, metric),
  };
}
