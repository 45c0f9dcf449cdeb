import type { Discovered, DiscoveredPage, DiscoverRequest } from '../discover.js';
import type { SourceContext } from '../provider.js';
import type { HarnessAccess } from './access.js';
import { openAccount } from './api.js';
import { keyOf, type Project, readProjects } from './projects.js';

const projectOf = (project: Project): Discovered => ({
  value: keyOf(project),
  label: project.name,
  detail: keyOf(project),
});

/** Organisations are those of the projects that the token sees. */
const organizationsOf = (projects: readonly Project[]): Discovered[] =>
  [...Map.groupBy(projects, ({ organization }) => organization)].map(([organization, own]) => ({
    value: organization,
    label: organization,
    detail: own.length === 1 ? '1 project' : `${own.length} projects`,
  }));

/** Returns the organisations or projects that the token sees. Throws as `collect` does. */
export async function discover(
  access: HarnessAccess,
  { kind, search, first, after }: DiscoverRequest,
  context: SourceContext,
): Promise<DiscoveredPage> {
  const projects = await readProjects(openAccount(access, context));
  const all = kind === 'ORGANIZATION' ? organizationsOf(projects) : projects.map(projectOf);
  const text = search?.trim().toLowerCase() ?? '';
  const found = all.filter(({ label, value }) => `${label} ${value}`.toLowerCase().includes(text));
  const start = Math.max(0, Number.parseInt(after ?? '0', 10) || 0);
  const end = start + Math.max(1, first);
  return { items: found.slice(start, end), cursor: end < found.length ? String(end) : null };
}
