import type { Discovered, DiscoveredPage, DiscoverRequest } from '../discover.js';
import type { SourceContext } from '../provider.js';
import type { GitlabAccess } from './access.js';
import { type GitlabApi, openApi, readPage } from './api.js';

interface Raw {
  readonly full_path?: string;
  readonly path_with_namespace?: string;
  readonly description?: string | null;
  readonly archived?: boolean;
}

/** A list, and what is offered of an element. */
interface Source {
  readonly path: string;
  readonly query: Readonly<Record<string, string | number | boolean>>;
  readonly nameOf: (node: Raw) => string | undefined;
}

const byId = { order_by: 'id', sort: 'asc' };
const sources: Readonly<Record<string, Source>> = {
  GROUP: {
    path: 'groups',
    // Guests of a group: those that the user is a member of, in any role.
    query: { ...byId, min_access_level: 10 },
    nameOf: ({ full_path: path }) => path,
  },
  PROJECT: {
    path: 'projects',
    query: { ...byId, membership: true },
    nameOf: ({ path_with_namespace: path }) => path,
  },
};

/** Pages of GitLab that one call reads at most, where a search finds little in each. */
const MOST_PAGES = 30;

/** Returns where a page of offers begins: a page of GitLab and an entry in it. */
const readCursor = (after: string | null) => {
  const [, page = '1', index = '0'] = /^(\d+)\.(\d+)$/.exec(after ?? '') ?? [];
  return { page: Math.max(1, Number(page)), index: Number(index) };
};

function offerOf({ nameOf }: Source, node: Raw, search: string): Discovered | null {
  const value = nameOf(node);
  if (!value?.toLowerCase().includes(search)) return null;
  const detail = [node.archived ? 'Archived.' : '', node.description ?? ''].join(' ').trim();
  return { value, label: value, detail: detail || null };
}

async function* offers(api: GitlabApi, source: Source, after: string | null, search: string) {
  const { path, query } = source;
  let { page, index } = readCursor(after);
  for (let read = 0; read < MOST_PAGES; read += 1) {
    const listed = await readPage(api, path, { query, page });
    if (listed === null) return;
    const at = page;
    const found = (listed.nodes as readonly Raw[]).map((node, entry) => ({
      offer: offerOf(source, node, search),
      cursor: `${at}.${entry + 1}`,
    }));
    for (const { offer, cursor } of found.slice(index)) if (offer) yield { offer, cursor };
    if (listed.next === null) return;
    page = listed.next;
    index = 0;
  }
}

/** Returns groups or projects that the token's user is a member of, whose paths contain the search. Throws what the client throws. */
export async function discover(
  access: GitlabAccess,
  { kind, search, first, after }: DiscoverRequest,
  context: SourceContext,
): Promise<DiscoveredPage> {
  const source = Object.hasOwn(sources, kind) ? sources[kind] : undefined;
  if (!source) return { items: [], cursor: null };
  const items: Discovered[] = [];
  const words = (search ?? '').trim().toLowerCase();
  for await (const { offer, cursor } of offers(openApi(access, context), source, after, words)) {
    items.push(offer);
    if (items.length >= first) return { items, cursor };
  }
  return { items, cursor: null };
}
