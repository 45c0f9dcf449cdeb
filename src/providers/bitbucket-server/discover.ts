import type { Discovered, DiscoveredPage, DiscoverRequest } from '../discover.js';
import type { SourceContext } from '../provider.js';
import { isAbsent, openServer, readPage } from './api.js';
import type { RawRepository } from './repositories.js';
import type { BitbucketServerSettings } from './settings.js';

interface RawProject {
  readonly key: string;
  readonly name?: string | null;
}

const MOST_AT_ONCE = 100;

const startOf = ({ after }: DiscoverRequest): number => {
  const start = Number(after ?? 0);
  return Number.isSafeInteger(start) && start > 0 ? start : 0;
};

const project = ({ key, name }: RawProject): Discovered => ({
  value: key,
  label: `${name ?? key} (${key})`,
  detail: null,
});
const repository = ({ slug, name, project: { key } }: RawRepository): Discovered => ({
  value: `${key}/${slug}`,
  label: `${key}/${slug}`,
  detail: name ?? null,
});

/** Returns the projects or repositories that the token sees. Throws as `collect` does. */
export async function discover(
  settings: BitbucketServerSettings,
  request: DiscoverRequest,
  context: SourceContext,
): Promise<DiscoveredPage> {
  const kinds: Readonly<Record<string, [path: string, toItem: (raw: never) => Discovered]>> = {
    PROJECT: ['/projects', project],
    REPOSITORY: ['/repos', repository],
  };
  const [path, toItem] = kinds[request.kind] ?? [];
  const server = await openServer(settings, context);
  if (!path || !toItem) return { items: [], cursor: null };
  const search = request.search?.trim() ?? '';
  const limit = Math.max(1, Math.min(request.first, MOST_AT_ONCE));
  const query = search === '' ? { limit } : { limit, name: search };
  const page = await readPage<never>(server, path, query, startOf(request));
  if (isAbsent(page)) return { items: [], cursor: null };
  const { values, next } = page;
  return { items: values.map(toItem), cursor: next === null ? null : String(next) };
}
