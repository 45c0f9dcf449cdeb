import type { Metric } from '../../engine/metric.js';
import { type AnyFilter, isEmpty, isTree } from '../../model/filter.js';
import { conditionText, filterText } from '../../model/filter-words.js';
import type { EffectiveRules } from '../../model/team.js';
import { type PlaceName, placesOf } from '../records/place-names.js';

const textIfSet = (before: string, filter: AnyFilter): string[] =>
  isEmpty(filter) ? [] : [`${before}${filterText(filter)}`];

/** Returns the texts of a filter; each condition of a list by itself. */
const parts = (filter: AnyFilter): readonly string[] =>
  isTree(filter) ? textIfSet('', filter) : filter.map(conditionText);

function codeFilters({ settings }: EffectiveRules): string[] {
  const { destinationBranches, excludedChanges, excludedChangesMode, deployingChanges } = settings;
  const kept = excludedChangesMode === 'KEEP_MATCHING' ? 'only' : 'without';
  return [
    ...parts(settings.repositories),
    isEmpty(destinationBranches) ? 'on the default branch' : filterText(destinationBranches),
    ...textIfSet(`${kept} those whose `, excludedChanges),
    ...textIfSet('deploying where ', deployingChanges),
    `releases are tags that match ${settings.releasePattern}`,
  ];
}

function pipelineFilters({ settings: { pipelines } }: EffectiveRules): string[] {
  const { scope, success, failure } = pipelines;
  return [
    ...parts(scope),
    ...textIfSet('successful where ', success),
    ...textIfSet('failed where ', failure),
  ];
}

const projectFilters = ({ settings }: EffectiveRules) => parts(settings.issueManagement.projects);

const filtersOfPlace: Record<PlaceName, (rules: EffectiveRules) => readonly string[]> = {
  repository: codeFilters,
  project: projectFilters,
  version: projectFilters,
  pipeline: pipelineFilters,
  incident: ({ settings }) => textIfSet('', settings.incidentManagement.incidents),
  'change request': ({ settings }) => textIfSet('', settings.incidentManagement.changeRequests),
};

const byDevelopers = ({ shared = false }: Metric): string =>
  shared
    ? 'assigned to or opened by developers of the team, or with commits or pull requests of theirs'
    : 'done by developers of the team';

/** In words: which facts are the team's, as the metric takes them. */
export function filtersOf(metric: Metric, rules: EffectiveRules): string[] {
  if (metric.population === 'DEVELOPERS')
    return ['done by developers of the team, wherever it was'];
  const filtered: readonly string[] = rules.settings.metricsUsingDeveloperFilters;
  return [
    ...new Set(placesOf(metric, rules).flatMap(({ name }) => filtersOfPlace[name](rules))),
    ...(filtered.includes(metric.id) ? [byDevelopers(metric)] : []),
  ];
}
