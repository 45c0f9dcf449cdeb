import { inProject, openAzure } from '../azure-api/api.js';
import { followContinuations } from '../azure-api/paging.js';
import { discoveredPage, discoverProjects, selectProjects } from '../azure-api/projects.js';
import type { Discovered, DiscoveredPage, DiscoverRequest } from '../discover.js';
import type { SourceContext } from '../provider.js';
import type { AzurePipelinesSettings } from './settings.js';

interface RawDefinition {
  readonly name?: string | null;
}

const AT_ONCE = 1_000;

/** Returns the projects or pipelines that the token sees. Throws as `collect` does. */
export async function discover(
  settings: AzurePipelinesSettings,
  request: DiscoverRequest,
  context: SourceContext,
): Promise<DiscoveredPage> {
  const api = openAzure(settings, context);
  if (request.kind === 'PROJECT') return discoverProjects(api, request);
  if (request.kind !== 'PIPELINE') return { items: [], cursor: null };
  const { projects } = await selectProjects(api, settings);
  const all: Discovered[] = [];
  for (const { id, name: detail } of projects) {
    const path = inProject(id, 'build/definitions');
    for await (const { values } of followContinuations<RawDefinition>(api.core, path, {
      $top: AT_ONCE,
    }))
      for (const { name } of values) if (name) all.push({ value: name, label: name, detail });
  }
  return discoveredPage(all, request);
}
