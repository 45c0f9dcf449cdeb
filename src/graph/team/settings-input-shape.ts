import type { SectionSettings } from '../../directory/team-settings/sections.js';
import type { UserError } from '../../model/errors.js';
import { type AnyFilter, isTree } from '../../model/filter.js';
import { emptyTeamSettings } from '../../model/team.js';
import { decodeNodeId, numberOf } from '../node-id.js';
import type {
  IncidentManagementSettingsInput,
  PipelineSettingsInput,
} from './delivery-settings.type.js';
import { eitherFilterOf, filterOf, filterSetOf } from './filter.type.js';
import type { IssueManagementSettingsInput } from './issue-management.type.js';
import type { SourceCodeSettingsInput } from './team-settings.input.js';

/** Returns the number of the node with this id, which is also the number of its team. */
export const nodeNumber = (id: string): number =>
  numberOf(decodeNodeId(id)?.kind === 'OrgNode' ? 'OrgNode' : 'Team', id);

const { issueManagement, pipelines, incidentManagement } = emptyTeamSettings;

export const sourceCodeOf = (given: SourceCodeSettingsInput): SectionSettings<'SOURCE_CODE'> => ({
  repositories: eitherFilterOf(given.repositories, given.repositoryFilter, 'repository'),
  destinationBranches: eitherFilterOf(
    given.destinationBranches,
    given.destinationBranchFilter,
    'branch',
  ),
  excludedChanges: eitherFilterOf(given.excludedChanges, given.excludedChangeFilter, 'label'),
  excludedChangesMode: given.excludedChangesMode,
  deployingChanges: eitherFilterOf(given.deployingChanges, given.deployingChangeFilter, 'label'),
  releasePattern: given.releasePattern,
  ...(given.metricsUsingDeveloperFilters
    ? { metricsUsingDeveloperFilters: [...new Set(given.metricsUsingDeveloperFilters)] }
    : {}),
});

export const issueManagementOf = (
  given: IssueManagementSettingsInput,
): SectionSettings<'ISSUE_MANAGEMENT'> => ({
  issueManagement: {
    projects: eitherFilterOf(given.projects, given.projectFilter),
    incidents: eitherFilterOf(given.incidents, given.incidentFilter),
    alignment: given.alignment.map(({ category, filters, goal }) => ({
      category,
      ...(goal && { goal }),
      filters: filters.map((filter) => filterOf(filter)),
    })),
    features: given.features ?? issueManagement.features,
    bugs: given.bugs ?? issueManagement.bugs,
    activeStatuses: given.activeStatuses,
    terminatedStatuses: given.terminatedStatuses,
  },
});

export const pipelinesOf = ({
  scope,
  scopeFilter,
  success,
  failure,
}: PipelineSettingsInput): SectionSettings<'PIPELINES'> => ({
  pipelines: {
    scope: eitherFilterOf(scope, scopeFilter),
    success: success ? filterSetOf(success, 'AND') : pipelines.success,
    failure: failure ? filterSetOf(failure, 'OR') : pipelines.failure,
  },
});

export const incidentManagementOf = ({
  incidents,
  changeRequests,
}: IncidentManagementSettingsInput): SectionSettings<'INCIDENT_MANAGEMENT'> => ({
  incidentManagement: {
    incidents: incidents ? filterSetOf(incidents, 'AND') : incidentManagement.incidents,
    changeRequests: changeRequests
      ? filterSetOf(changeRequests, 'AND')
      : incidentManagement.changeRequests,
  },
});

const sections = ['issueManagement', 'pipelines', 'incidentManagement'];
const own = ['expectedVersion', 'sections', 'targets'];

/**
 * For each path in settings to a filter that may be a list, the name under which the input takes it
 * as a tree.
 */
const treeNames: Readonly<Record<string, string>> = {
  repositories: 'repositoryFilter',
  destinationBranches: 'destinationBranchFilter',
  excludedChanges: 'excludedChangeFilter',
  deployingChanges: 'deployingChangeFilter',
  'issueManagement.projects': 'projectFilter',
  'issueManagement.incidents': 'incidentFilter',
  'pipelines.scope': 'scopeFilter',
};

const filterAt = (settings: SectionSettings, path: readonly string[]): unknown =>
  path.reduce<unknown>((part, key) => (part as Record<string, unknown> | null)?.[key], settings);

/** Returns a path into settings with the name of the tree if one was given. */
function namingTree(field: readonly string[], settings: SectionSettings): readonly string[] {
  const length = sections.includes(field[0] ?? '') ? 2 : 1;
  const path = field.slice(0, length);
  const name = treeNames[path.join('.')];
  const found = name ? filterAt(settings, path) : null;
  if (!name || !found || !isTree(found as AnyFilter)) return field;
  return [...path.slice(0, -1), name, ...field.slice(length)];
}

/**
 * Returns a path into settings as a path into the input of a save; `settings` are the given ones of
 * one section.
 */
export function savePath(field: readonly string[], settings: SectionSettings): readonly string[] {
  const [first = ''] = field;
  if (own.includes(first)) return field;
  const named = namingTree(field, settings);
  return ['settings', ...(sections.includes(first) ? named.slice(1) : named)];
}

export const inSave = (error: UserError, settings: SectionSettings): UserError => ({
  ...error,
  field: savePath(error.field, settings),
});
