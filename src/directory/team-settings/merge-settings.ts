import { isDeepStrictEqual } from 'node:util';
import {
  type AnyFilter,
  type Filter,
  type FilterCondition,
  type FilterSet,
  isEmpty,
  isTree,
  treeOf,
} from '../../model/filter.js';
import type { BugSettings, IssueManagementSettings, TeamSettings } from '../../model/team.js';
import { folded } from '../developer-file/repeated.js';
import { partOf, type SettingsSection } from './sections.js';

/** The names of both, those of `target` first, each once. */
function names(target: readonly string[], source: readonly string[]): string[] {
  const known = new Set(target.map(folded));
  return [...target, ...source.filter((name) => !known.has(folded(name)))];
}

/** A condition on the same property by the same operator takes the values in; any other stands beside. */
function conditions(target: Filter, source: Filter): Filter {
  const isSame = (left: FilterCondition, right: FilterCondition) =>
    left.property === right.property && left.operator === right.operator;
  return [
    ...target.map((condition) => ({
      ...condition,
      values: source
        .filter((other) => isSame(condition, other))
        .reduce((values, other) => names(values, other.values), [...condition.values]),
    })),
    ...source.filter((other) => !target.some((condition) => isSame(condition, other))),
  ];
}

const isOneCondition = (tree: FilterSet): boolean =>
  tree.conditions.length === 1 && (tree.groups ?? []).length === 0;

/** Joined in the same way, what `target` lacks comes in beside what it has; joined in another way, all of `source` does as one group. */
function filterSet(target: FilterSet, source: FilterSet): FilterSet {
  if (isEmpty(target)) return isEmpty(source) ? target : source;
  if (isEmpty(source)) return target;
  const own = target.groups ?? [];
  const isAlike = target.op === source.op || isOneCondition(source);
  const given = isAlike ? (source.groups ?? []) : [source];
  const lacking = given.filter((group) => !own.some((known) => isDeepStrictEqual(known, group)));
  return {
    op: target.op,
    conditions: isAlike ? conditions(target.conditions, source.conditions) : target.conditions,
    ...([...own, ...lacking].length > 0 && { groups: [...own, ...lacking] }),
  };
}

/** A list stays one where no tree comes in. */
function filter(target: AnyFilter, source: AnyFilter): AnyFilter {
  if (!isTree(target) && !isTree(source)) return conditions(target, source);
  if (isEmpty(source)) return target;
  return isEmpty(target) ? source : filterSet(treeOf(target), treeOf(source));
}

type Alignment = IssueManagementSettings['alignment'];
function alignment(target: Alignment, source: Alignment): Alignment {
  const merged = (category: Alignment[number]): Alignment[number] => {
    const others = source.filter((other) => other.category === category.category);
    const added = others
      .flatMap(({ filters }) => filters)
      .filter((given) => !category.filters.some((known) => isDeepStrictEqual(known, given)));
    const goal = category.goal ?? others[0]?.goal;
    return { ...category, filters: [...category.filters, ...added], ...(goal && { goal }) };
  };
  return [
    ...target.map(merged),
    ...source.filter((other) => !target.some(({ category }) => category === other.category)),
  ];
}

/** A priority stays where `target` has it. */
function bugs(target: BugSettings, source: BugSettings): BugSettings {
  const placed = new Set([...target.critical, ...target.major, ...target.minor].map(folded));
  const free = (priorities: readonly string[]) =>
    priorities.filter((priority) => !placed.has(folded(priority)));
  return {
    types: names(target.types, source.types),
    critical: names(target.critical, free(source.critical)),
    major: names(target.major, free(source.major)),
    minor: names(target.minor, free(source.minor)),
  };
}

function issueManagement(
  target: IssueManagementSettings,
  source: IssueManagementSettings,
): IssueManagementSettings {
  return {
    projects: filter(target.projects, source.projects),
    incidents: filter(target.incidents, source.incidents),
    alignment: alignment(target.alignment, source.alignment),
    features: { ...target.features, types: names(target.features.types, source.features.types) },
    bugs: bugs(target.bugs, source.bugs),
    activeStatuses: names(target.activeStatuses, source.activeStatuses),
    terminatedStatuses: names(target.terminatedStatuses, source.terminatedStatuses),
  };
}

type Excluded = Pick<TeamSettings, 'excludedChanges' | 'excludedChangesMode'>;
/** Filters that are understood in two ways cannot become one: that of `target` stays, unless it says nothing. */
function excludedChanges(target: Excluded, source: Excluded): Excluded {
  const { excludedChanges: own, excludedChangesMode } = target;
  if (isEmpty(own) || isEmpty(source.excludedChanges)) {
    const chosen = isEmpty(own) ? source : target;
    return {
      excludedChanges: chosen.excludedChanges,
      excludedChangesMode: chosen.excludedChangesMode,
    };
  }
  const isSame = excludedChangesMode === source.excludedChangesMode;
  return {
    excludedChanges: isSame ? filter(own, source.excludedChanges) : own,
    excludedChangesMode,
  };
}

/**
 * Adds sections of `source` to those of `target`. Conditions and names that `target` lacks come in
 * and nothing goes. A setting with only one value, such as a pattern or a range of points, stays as
 * `target` has it.
 */
export function mergeSettings(
  target: TeamSettings,
  source: TeamSettings,
  sections: readonly SettingsSection[],
): TeamSettings {
  const merged: TeamSettings = {
    repositories: filter(target.repositories, source.repositories),
    destinationBranches: filter(target.destinationBranches, source.destinationBranches),
    ...excludedChanges(target, source),
    deployingChanges: filter(target.deployingChanges, source.deployingChanges),
    releasePattern: target.releasePattern,
    issueManagement: issueManagement(target.issueManagement, source.issueManagement),
    pipelines: {
      scope: filter(target.pipelines.scope, source.pipelines.scope),
      success: filterSet(target.pipelines.success, source.pipelines.success),
      failure: filterSet(target.pipelines.failure, source.pipelines.failure),
    },
    incidentManagement: {
      incidents: filterSet(
        target.incidentManagement.incidents,
        source.incidentManagement.incidents,
      ),
      changeRequests: filterSet(
        target.incidentManagement.changeRequests,
        source.incidentManagement.changeRequests,
      ),
    },
    metricsUsingDeveloperFilters: [
      ...new Set([...target.metricsUsingDeveloperFilters, ...source.metricsUsingDeveloperFilters]),
    ],
  };
  return { ...target, ...partOf(merged, sections) };
}
