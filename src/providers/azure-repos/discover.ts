import { openAzure } from '../azure-api/api.js';
import { discoveredPage, discoverProjects, selectProjects } from '../azure-api/projects.js';
import type { Discovered, DiscoveredPage, DiscoverRequest } from '../discover.js';
import type { SourceContext } from '../provider.js';
import { readRepositories } from './look.js';
import type { AzureReposSettings } from './settings.js';

/** Returns the projects or repositories that the token sees. Throws as `collect` does. */
export async function discover(
  settings: AzureReposSettings,
  request: DiscoverRequest,
  context: SourceContext,
): Promise<DiscoveredPage> {
  const api = openAzure(settings, context);
  if (request.kind === 'PROJECT') return discoverProjects(api, request);
  if (request.kind !== 'REPOSITORY') return { items: [], cursor: null };
  const { projects } = await selectProjects(api, settings);
  const all: Discovered[] = [];
  for (const project of projects) {
    const repositories = await readRepositories(
      { api, settings: { ...settings, repositories: [] } },
      project,
    );
    for (const { name } of repositories) {
      const value = `${project.name}/${name}`;
      all.push({ value, label: value, detail: null });
    }
  }
  return discoveredPage(all, request);
}
