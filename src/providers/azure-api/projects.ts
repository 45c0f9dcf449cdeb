import type { Discovered, DiscoveredPage, DiscoverRequest } from '../discover.js';
import type { AzureAccess } from './access.js';
import type { AzureApi } from './api.js';
import { followSkips } from './paging.js';

export interface AzureProject {
  readonly id: string;
  readonly name: string;
  readonly description?: string | null;
}

const AT_ONCE = 200;

/** Reads all projects that the token sees. */
async function readProjects({ core }: Pick<AzureApi, 'core'>): Promise<AzureProject[]> {
  const all: AzureProject[] = [];
  const query = { stateFilter: 'wellFormed' };
  for await (const page of followSkips<AzureProject>(core, '_apis/projects', query, AT_ONCE))
    all.push(...page);
  return all;
}

const isNamed = ({ id, name }: AzureProject, word: string): boolean =>
  [id, name].some((one) => one.toLowerCase() === word.toLowerCase());

/** Reads the projects that the settings name, or all that the token sees. */
export async function selectProjects(
  api: Pick<AzureApi, 'core'>,
  { projects: words }: Pick<AzureAccess, 'projects'>,
) {
  const visible = await readProjects(api);
  if (words.length === 0) return { projects: visible, unseen: [] };
  return {
    projects: visible.filter((project) => words.some((word) => isNamed(project, word))),
    /** Names that the settings have and the token does not see. */
    unseen: words.filter((word) => !visible.some((project) => isNamed(project, word))),
  };
}

/** Returns a part of a list that comes whole. */
export function discoveredPage(
  all: readonly Discovered[],
  { search, first, after }: DiscoverRequest,
): DiscoveredPage {
  const wanted = search?.trim().toLowerCase() ?? '';
  const found = all.filter(({ label }) => label.toLowerCase().includes(wanted));
  const from = /^\d+$/.test(after ?? '') ? Number(after) : 0;
  const end = from + Math.max(1, first);
  return { items: found.slice(from, end), cursor: end < found.length ? String(end) : null };
}

/** Returns the projects that the token sees. Throws as `collect` does. */
export async function discoverProjects(
  api: Pick<AzureApi, 'core'>,
  request: DiscoverRequest,
): Promise<DiscoveredPage> {
  const projects = await readProjects(api);
  const offers = projects.map(({ name, description }) => ({
    value: name,
    label: name,
    detail: description || null,
  }));
  return discoveredPage(offers, request);
}
