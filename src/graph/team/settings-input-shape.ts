import type { SectionSettings } from '../../directory/team-settings/sections.js';
import type { UserError } from '../../model/errors.js';
import { emptyTeamSettings } from '../../model/team.js';
import { decodeNodeId, numberOf } from '../node-id.js';
import type {
  IncidentManagementSettingsInput,
  PipelineSettingsInput,
} from './delivery-settings.type.js';
import { filterOf, filterSetOf } from './filter.type.js';
import type { IssueManagementSettingsInput } from './issue-management.type.js';
import type { SourceCodeSettingsInput } from './team-settings.input.js';

/** A team and its node share their number. */
export const nodeNumber = (id: string): number =>
  numberOf(decodeNodeId(id)?.kind === 'OrgNode' ? 'OrgNode' : 'Team', id);

const { issueManagement, pipelines, incidentManagement } = emptyTeamSettings;

export const sourceCodeOf = (given: SourceCodeSettingsInput): SectionSettings<'SOURCE_CODE'> => ({
  repositories: filterOf(given.repositories, 'repository'),
  destinationBranches: filterOf(given.destinationBranches, 'branch'),
  excludedChanges: filterOf(given.excludedChanges, 'label'),
  excludedChangesMode: given.excludedChangesMode,
  deployingChanges: filterOf(given.deployingChanges, 'label'),
  releasePattern: given.releasePattern,
  ...(given.metricsUsingDeveloperFilters
    ? { metricsUsingDeveloperFilters: [...new Set(given.metricsUsingDeveloperFilters)] }
    : {}),
});

export const issueManagementOf = (
  given: IssueManagementSettingsInput,
): SectionSettings<'ISSUE_MANAGEMENT'> => ({
  issueManagement: {
    projects: filterOf(given.projects),
    incidents: filterOf(given.incidents),
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
  success,
  failure,
}: PipelineSettingsInput): SectionSettings<'PIPELINES'> => ({
  pipelines: {
    scope: filterOf(scope),
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

/** A path into settings as a path into the input of a save, where `settings` are those of one section. */
export function savePath(field: readonly string[]): readonly string[] {
  const [first = '', ...rest] = field;
  if (own.includes(first)) return field;
  return ['settings', ...(sections.includes(first) ? rest : field)];
}

export const inSave = (error: UserError): UserError => ({
  ...error,
  field: savePath(error.field),
});
