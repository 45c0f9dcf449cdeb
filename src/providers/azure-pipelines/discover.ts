import { type AzureApi, inProject, openAzure } from '../azure-api/api.js';
import { followContinuations } from '../azure-api/paging.js';
import {
  type AzureProject,
  discoveredPage,
  discoverProjects,
  selectProjects,
} from '../azure-api/projects.js';
import type { Discovered, DiscoveredPage, DiscoverRequest } from '../discover.js';
import type { SourceContext } from '../provider.js';
import type { AzurePipelinesSettings } from './settings.js';

interface RawDefinition {
  readonly name?: string | null;
}

const AT_ONCE = 1_000;

async function pipelinesOf(
  { core }: AzureApi,
  { id, name: detail }: AzureProject,
): Promise<Discovered[]> {
  const query = { $top: AT_ONCE };
  const all: Discovered[] = [];
  const pages = followContinuations<RawDefinition>(core, inProject(id, 'build/definitions'), query);
  for await (const { values } of pages)
    for (const { name } of values) if (name) all.push({ value: name, label: name, detail });
  return all;
}

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
  for (const project of projects) all.push(...(await pipelinesOf(api, project)));
  return discoveredPage(all, request);
}
