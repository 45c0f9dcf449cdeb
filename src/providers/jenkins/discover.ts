import type { Discovered, DiscoveredPage, DiscoverRequest } from '../discover.js';
import type { SourceContext } from '../provider.js';
import { openServer, readMyself } from './api.js';
import { walkJobs } from './jobs.js';
import type { JenkinsSettings } from './settings.js';

const MOST_AT_ONCE = 100;

/** Returns the folders and pipelines that the user sees; branches are not chosen one by one. */
export async function discover(
  settings: JenkinsSettings,
  { kind, search, first, after }: DiscoverRequest,
  context: SourceContext,
): Promise<DiscoveredPage> {
  if (kind !== 'JOB') return { items: [], cursor: null };
  const server = openServer(settings, context);
  await readMyself(server);
  const found = new Map<string, Discovered>();
  for await (const { head } of walkJobs(server, context.log)) {
    const { project, pipeline, branch } = head;
    if (project !== null) found.set(project, { value: project, label: project, detail: 'Folder' });
    const detail = branch === null ? 'Job' : 'Multibranch job';
    found.set(pipeline, { value: pipeline, label: pipeline, detail });
  }
  const text = search?.trim().toLowerCase() ?? '';
  const all = [...found.values()]
    .filter(({ label }) => label.toLowerCase().includes(text))
    .sort((left, right) => (left.value < right.value ? -1 : 1));
  const from = Math.max(0, Number(after ?? 0) || 0);
  const end = from + Math.max(1, Math.min(first, MOST_AT_ONCE));
  return { items: all.slice(from, end), cursor: end < all.length ? String(end) : null };
}
