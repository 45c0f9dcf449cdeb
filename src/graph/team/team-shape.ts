import type { EffectiveNodeSettings } from '../../directory/team-settings/settings-book.js';
import type { TeamMember as Member } from '../../directory/teams.js';
import type { TeamSettings as TeamSettingsModel } from '../../model/team.js';
import { encodeNodeId } from '../node-id.js';
import { listOutside, treeOutside } from './filter.type.js';
import type { TeamMember } from './team.type.js';
import type { TeamSettings } from './team-settings.type.js';

const issueManagementOutside = (
  settings: TeamSettingsModel['issueManagement'],
): TeamSettings['issueManagement'] => ({
  ...settings,
  projects: listOutside(settings.projects),
  projectFilter: treeOutside(settings.projects),
  incidents: listOutside(settings.incidents),
  incidentFilter: treeOutside(settings.incidents),
});

const pipelinesOutside = ({
  scope,
  success,
  failure,
}: TeamSettingsModel['pipelines']): TeamSettings['pipelines'] => ({
  scope: listOutside(scope),
  scopeFilter: treeOutside(scope),
  success: treeOutside(success),
  failure: treeOutside(failure),
});

const incidentManagementOutside = ({
  incidents,
  changeRequests,
}: TeamSettingsModel['incidentManagement']): TeamSettings['incidentManagement'] => ({
  incidents: treeOutside(incidents),
  changeRequests: treeOutside(changeRequests),
});

export const settingsOutside = ({
  settings,
  savedOn,
  version,
}: EffectiveNodeSettings): TeamSettings => ({
  repositories: listOutside(settings.repositories),
  repositoryFilter: treeOutside(settings.repositories),
  destinationBranches: listOutside(settings.destinationBranches),
  destinationBranchFilter: treeOutside(settings.destinationBranches),
  excludedChanges: listOutside(settings.excludedChanges),
  excludedChangeFilter: treeOutside(settings.excludedChanges),
  excludedChangesMode: settings.excludedChangesMode,
  deployingChanges: listOutside(settings.deployingChanges),
  deployingChangeFilter: treeOutside(settings.deployingChanges),
  releasePattern: settings.releasePattern,
  issueManagement: issueManagementOutside(settings.issueManagement),
  pipelines: pipelinesOutside(settings.pipelines),
  incidentManagement: incidentManagementOutside(settings.incidentManagement),
  metricsUsingDeveloperFilters: settings.metricsUsingDeveloperFilters,
  savedOn: savedOn === null ? null : encodeNodeId('OrgNode', savedOn),
  version,
});

export const memberOutside = ({ alias, named, developer, since, shared }: Member): TeamMember => ({
  developer: {
    ...alias,
    developer: named && { ...named, id: encodeNodeId('Developer', developer) },
  },
  since,
  isShared: shared,
});
