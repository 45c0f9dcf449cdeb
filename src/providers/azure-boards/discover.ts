import { type AzureApi, openAzure } from '../azure-api/api.js';
import {
  type AzureProject,
  discoveredPage,
  discoverProjects,
  selectProjects,
} from '../azure-api/projects.js';
import type { Discovered, DiscoveredPage, DiscoverRequest } from '../discover.js';
import type { SourceContext } from '../provider.js';
import { readFields, readTeams } from './lists.js';
import type { BoardsSettings } from './settings.js';

async function offersOf(
  api: AzureApi,
  project: AzureProject,
  kind: string,
): Promise<readonly Discovered[]> {
  if (kind === 'TEAM')
    return (await readTeams(api, project)).map(({ name }) => ({
      value: name,
      label: name,
      detail: project.name,
    }));
  return (await readFields(api, project)).map(({ referenceName, name }) => ({
    value: referenceName,
    label: name,
    detail: referenceName,
  }));
}

/** Returns the projects, teams or fields that the token sees. Throws as `collect` does. */
export async function discover(
  settings: BoardsSettings,
  request: DiscoverRequest,
  context: SourceContext,
): Promise<DiscoveredPage> {
  const api = openAzure(settings, context);
  if (request.kind === 'PROJECT') return discoverProjects(api, request);
  if (!['TEAM', 'FIELD'].includes(request.kind)) return { items: [], cursor: null };
  const { projects } = await selectProjects(api, settings);
  const offers = new Map<string, Discovered>();
  for (const project of projects)
    for (const offer of await offersOf(api, project, request.kind)) offers.set(offer.value, offer);
  return discoveredPage([...offers.values()], request);
}
