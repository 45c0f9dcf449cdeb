import type { EffectiveNodeSettings } from '../../directory/team-settings/settings-book.js';
import type { TeamMember as Member } from '../../directory/teams.js';
import { encodeNodeId } from '../node-id.js';
import { listOutside, treeOutside } from './filter.type.js';
import type { TeamMember } from './team.type.js';
import type { TeamSettings } from './team-settings.type.js';

export function settingsOutside({
  settings,
  savedOn,
  version,
}: EffectiveNodeSettings): TeamSettings {
  const { issueManagement, pipelines, incidentManagement } = settings;
  return {
    ...settings,
    repositories: listOutside(settings.repositories),
    repositoryFilter: treeOutside(settings.repositories),
    destinationBranches: listOutside(settings.destinationBranches),
    destinationBranchFilter: treeOutside(settings.destinationBranches),
    excludedChanges: listOutside(settings.excludedChanges),
    excludedChangeFilter: treeOutside(settings.excludedChanges),
    deployingChanges: listOutside(settings.deployingChanges),
    deployingChangeFilter: treeOutside(settings.deployingChanges),
    issueManagement: {
      ...issueManagement,
      projects: listOutside(issueManagement.projects),
      projectFilter: treeOutside(issueManagement.projects),
      incidents: listOutside(issueManagement.incidents),
      incidentFilter: treeOutside(issueManagement.incidents),
    },
    pipelines: {
      scope: listOutside(pipelines.scope),
      scopeFilter: treeOutside(pipelines.scope),
      success: treeOutside(pipelines.success),
      failure: treeOutside(pipelines.failure),
    },
    incidentManagement: {
      incidents: treeOutside(incidentManagement.incidents),
      changeRequests: treeOutside(incidentManagement.changeRequests),
    },
    savedOn: savedOn === null ? null : encodeNodeId('OrgNode', savedOn),
    version,
  };
}

export const memberOutside = ({ alias, named, developer, since, shared }: Member): TeamMember => ({
  developer: {
    ...alias,
    developer: named && { ...named, id: encodeNodeId('Developer', developer) },
  },
  since,
  isShared: shared,
});
