import type { Discovered, DiscoveredPage, DiscoverRequest } from '../discover.js';
import type { SourceContext } from '../provider.js';
import { type JiraSite, type ListPage, openSite, readMyself } from './api.js';
import { AGILE, type Board } from './issues/boards.js';
import type { Field } from './issues/read-legend.js';
import type { Project } from './projects.js';
import type { JiraSettings } from './settings.js';

const MOST_AT_ONCE = 50;

const offsetOf = ({ after }: DiscoverRequest): number => {
  const offset = Number(after ?? 0);
  return Number.isSafeInteger(offset) && offset > 0 ? offset : 0;
};
const countOf = ({ first }: DiscoverRequest): number => Math.max(1, Math.min(first, MOST_AT_ONCE));

const project = ({ key, name }: Project): Discovered => ({
  value: key,
  label: `${name} (${key})`,
  detail: null,
});
const board = ({ id, name, type, location }: Board): Discovered => ({
  value: String(id),
  label: name ?? String(id),
  detail: [type, location?.projectKey].filter(Boolean).join(' board of ') || null,
});
const field = ({ id, name, schema }: Field): Discovered => ({
  value: id,
  label: name,
  detail: [id, schema?.type].filter(Boolean).join(', '),
});

/** A list that comes whole is searched and cut here. */
function pageOf(all: readonly Discovered[], request: DiscoverRequest): DiscoveredPage {
  const search = request.search?.trim().toLowerCase() ?? '';
  const found = all.filter(({ label }) => label.toLowerCase().includes(search));
  const end = offsetOf(request) + countOf(request);
  return {
    items: found.slice(offsetOf(request), end),
    cursor: end < found.length ? String(end) : null,
  };
}

/** A list that Jira searches and pages itself. */
async function searched<Value>(
  { client }: JiraSite,
  path: string,
  searchName: string,
  request: DiscoverRequest,
  toItem: (value: Value) => Discovered,
): Promise<DiscoveredPage> {
  const startAt = offsetOf(request);
  const search = request.search?.trim() || null;
  const { values, isLast } = await client.askJson<ListPage<Value>>(path, {
    query: { startAt, maxResults: countOf(request), [searchName]: search },
  });
  const items = (values ?? []).map(toItem);
  const isOver = isLast === true || items.length === 0;
  return { items, cursor: isOver ? null : String(startAt + items.length) };
}

async function projects(site: JiraSite, request: DiscoverRequest): Promise<DiscoveredPage> {
  const { client, api, edition } = site;
  if (edition === 'CLOUD')
    return searched<Project>(site, `${api}/project/search`, 'query', request, project);
  const all = await client.askJson<readonly Project[]>(`${api}/project`);
  return pageOf(all.map(project), request);
}

/** Returns the projects, boards or fields that the token sees. Throws as `collect` does. */
export async function discover(
  settings: JiraSettings,
  request: DiscoverRequest,
  context: SourceContext,
): Promise<DiscoveredPage> {
  const site = await openSite(settings, context);
  await readMyself(site);
  if (request.kind === 'PROJECT') return projects(site, request);
  if (request.kind === 'BOARD')
    return searched<Board>(site, `${AGILE}/board`, 'name', request, board);
  if (request.kind !== 'FIELD') return { items: [], cursor: null };
  const fields = await site.client.askJson<readonly Field[]>(`${site.api}/field`);
  return pageOf(fields.map(field), request);
}
