import type { DiscoveredPage, DiscoverRequest } from '../discover.js';
import { openAccount } from '../harness-api/api.js';
import { discover as discoverProjects } from '../harness-api/discover.js';
import type { SourceContext } from '../provider.js';
import { pathBelow, readRepositories } from './repositories.js';
import type { CodeSettings } from './settings.js';

/** Returns the repositories, organisations or projects that the token sees. Throws as `collect` does. */
export async function discover(
  settings: CodeSettings,
  request: DiscoverRequest,
  context: SourceContext,
): Promise<DiscoveredPage> {
  if (request.kind !== 'REPOSITORY') return discoverProjects(settings, request, context);
  const all = { ...settings, repositories: [] };
  const found = (await readRepositories(openAccount(settings, context), all))
    .map(pathBelow)
    .filter((path) => path.toLowerCase().includes(request.search?.trim().toLowerCase() ?? ''))
    .sort();
  const start = Math.max(0, Number.parseInt(request.after ?? '0', 10) || 0);
  const end = start + Math.max(1, request.first);
  return {
    items: found.slice(start, end).map((path) => ({ value: path, label: path, detail: null })),
    cursor: end < found.length ? String(end) : null,
  };
}
