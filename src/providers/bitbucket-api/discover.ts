import type { Discovered, DiscoveredPage, DiscoverRequest } from '../discover.js';
import type { SourceContext } from '../provider.js';
import type { BitbucketAccess } from './access.js';
import { type BitbucketApi, openApi, repositoryPath } from './api.js';
import { workspacesOf } from './repositories.js';

const MOST_AT_ONCE = 100;

interface RawRepository {
  readonly full_name?: string;
  readonly description?: string | null;
}

const offer = (value: string, detail: string | null = null): Discovered => ({
  value,
  label: value,
  detail,
});

const offerRepository = (node: unknown): Discovered[] => {
  const { full_name: name, description } = node as RawRepository;
  return name ? [offer(name, description || null)] : [];
};

/** A text within the quotes of a query. */
const quoted = (text: string): string => `"${text.replaceAll(/["\\]/g, '')}"`;

/** A list that comes whole is searched and cut here. */
function cut(all: readonly Discovered[], { search, first, after }: DiscoverRequest) {
  const wanted = (search ?? '').trim().toLowerCase();
  const found = all.filter(({ label }) => label.toLowerCase().includes(wanted));
  const begin = Number(after ?? 0) || 0;
  const end = begin + first;
  return { items: found.slice(begin, end), cursor: end < found.length ? String(end) : null };
}

/** The cursor names the workspace by its place among them, and the address of the next page. */
async function repositories(
  api: BitbucketApi,
  workspaces: readonly string[],
  { search, first, after }: DiscoverRequest,
): Promise<DiscoveredPage> {
  const [, index = '0', next = ''] = /^(\d+) (.*)$/.exec(after ?? '') ?? [];
  const at = Number(index);
  const workspace = workspaces[at];
  if (workspace === undefined) return { items: [], cursor: null };
  const q = search?.trim() ? `name ~ ${quoted(search.trim())}` : null;
  const pagelen = Math.max(1, Math.min(first, MOST_AT_ONCE));
  const page = next
    ? await api.page(next)
    : await api.page(repositoryPath(workspace), { query: { sort: 'created_on', pagelen, q } });
  const items = page.values.flatMap(offerRepository);
  if (page.next !== null) return { items, cursor: `${at} ${page.next}` };
  return { items, cursor: at + 1 < workspaces.length ? `${at + 1} ` : null };
}

/** Returns workspaces or repositories that the token sees, whose names contain the search. Throws what the API throws. */
export async function discover(
  access: BitbucketAccess,
  request: DiscoverRequest,
  context: SourceContext,
): Promise<DiscoveredPage> {
  const api = openApi(access, context);
  if (request.kind === 'WORKSPACE') {
    const found = access.email === '' ? access.workspaces : await workspacesOf(api);
    return cut(
      found.map((id) => offer(id)),
      request,
    );
  }
  if (request.kind !== 'REPOSITORY') return { items: [], cursor: null };
  const named = access.workspaces.length > 0 || access.email === '';
  return repositories(api, named ? access.workspaces : await workspacesOf(api), request);
}
