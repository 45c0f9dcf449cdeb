import { explain } from '../engine/explain.js';
import type { Measured } from '../engine/measured.js';
import type { Metric } from '../engine/metric.js';
import type { FilterCondition, FilterSet } from '../model/filter.js';
import type { RulesInForce } from '../model/team.js';
import type { Explanation } from './answer.js';
import { notConfigured } from './data-status.js';
import { type PlaceName, placesOf } from './places.js';
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

const setText = ({ op, conditions }: FilterSet): string =>
  conditions.map(conditionText).join(op === 'AND' ? ' and ' : ' or ');

function excludedText({ excludedChanges, excludedChangesMode }: RulesInForce['settings']) {
  const text = excludedChanges.map(conditionText).join(' and ');
  if (text === '') return [];
  return [`${excludedChangesMode === 'KEEP_MATCHING' ? 'only' : 'without'} those whose ${text}`];
}

function codeFilters({ settings }: RulesInForce): string[] {
  const { destinationBranches, deployingChanges } = settings;
  return [
    ...settings.repositories.map(conditionText),
    destinationBranches.length === 0
      ? 'on the default branch'
      : destinationBranches.map(conditionText).join(' and '),
    ...excludedText(settings),
    ...deployingChanges.map((condition) => `deploying where ${conditionText(condition)}`),
    `releases are tags that match ${settings.releasePattern}`,
  ];
}

const filtersOfPlace: Record<PlaceName, (rules: RulesInForce) => readonly string[]> = {
  repository: codeFilters,
  project: ({ settings }) => settings.issueManagement.projects.map(conditionText),
  pipeline: ({ settings }) => settings.pipelines.scope.map(conditionText),
  incident: ({ settings }) => [setText(settings.incidentManagement.incidents)],
  'change request': ({ settings }) => [setText(settings.incidentManagement.changeRequests)],
};

function filtersOf(metric: Metric, rules: RulesInForce): string[] {
  if (metric.population === 'DEVELOPERS')
    return ['done by developers of the team, wherever it was'];
  const filtered: readonly string[] = rules.settings.metricsUsingDeveloperFilters;
  return [
    ...placesOf(metric, [rules])
      .flatMap(({ name }) => filtersOfPlace[name](rules))
      .filter((text) => text !== ''),
    ...(filtered.includes(metric.id) ? ['done by developers of the team'] : []),
  ];
}

const profileOf = (metric: Metric, rules: RulesInForce) =>
  ({
    EFFICIENCY: rules.efficiencyProfile,
    PRODUCTIVITY: rules.productivityProfile,
    BUSINESS_ALIGNMENT: rules.alignmentProfile ?? { name: 'None', version: 0 },
  })[metric.profile];

function rulesOf(snapshot: Snapshot, metric: Metric): Explanation['rules'] {
  const names = new Map(snapshot.scope.nodes.map(({ number, name }) => [number, name]));
  return [...snapshot.rules].map(([team, { ruleset, rules }]) => {
    const { name, version } = profileOf(metric, rules);
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
