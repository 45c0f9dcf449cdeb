import type { Metric } from '../engine/metric.js';
import { type AnyFilter, type FilterCondition, isEmpty, isTree, treeOf } from '../model/filter.js';
import type { RulesInForce } from '../model/team.js';
import { type PlaceName, placesOf } from './places.js';

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

/** A group within another stands in brackets. */
function filterText(filter: AnyFilter): string {
  const { op, conditions, groups = [] } = treeOf(filter);
  const told = groups.filter((group) => !isEmpty(group)).map((group) => `(${filterText(group)})`);
  return [...conditions.map(conditionText), ...told].join(op === 'AND' ? ' and ' : ' or ');
}
const told = (before: string, filter: AnyFilter): string[] =>
  isEmpty(filter) ? [] : [`${before}${filterText(filter)}`];

/** Of a list each condition by itself. */
const parts = (filter: AnyFilter): readonly string[] =>
  isTree(filter) ? told('', filter) : filter.map(conditionText);

function codeFilters({ settings }: RulesInForce): string[] {
  const { destinationBranches, excludedChanges, excludedChangesMode, deployingChanges } = settings;
  const kept = excludedChangesMode === 'KEEP_MATCHING' ? 'only' : 'without';
  return [
    ...parts(settings.repositories),
    isEmpty(destinationBranches) ? 'on the default branch' : filterText(destinationBranches),
    ...told(`${kept} those whose `, excludedChanges),
    ...told('deploying where ', deployingChanges),
    `releases are tags that match ${settings.releasePattern}`,
  ];
}

const filtersOfPlace: Record<PlaceName, (rules: RulesInForce) => readonly string[]> = {
  repository: codeFilters,
  project: ({ settings }) => parts(settings.issueManagement.projects),
  pipeline: ({ settings }) => parts(settings.pipelines.scope),
  incident: ({ settings }) => told('', settings.incidentManagement.incidents),
  'change request': ({ settings }) => told('', settings.incidentManagement.changeRequests),
};

/** In words: which facts are the team's, as the metric takes them. */
export function filtersOf(metric: Metric, rules: RulesInForce): string[] {
  if (metric.population === 'DEVELOPERS')
    return ['done by developers of the team, wherever it was'];
  const filtered: readonly string[] = rules.settings.metricsUsingDeveloperFilters;
  return [
    ...placesOf(metric, [rules]).flatMap(({ name }) => filtersOfPlace[name](rules)),
    ...(filtered.includes(metric.id) ? ['done by developers of the team'] : []),
  ];
}
