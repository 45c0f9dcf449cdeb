import type { Discovered, DiscoveredPage, DiscoverRequest } from '../discover.js';
import type { SourceContext } from '../provider.js';
import { type Item, loginFault, openAccount, readPage } from './api.js';
import type { PagerdutySettings } from './settings.js';

const lists: Readonly<Record<string, string>> = { SERVICE: 'services', TEAM: 'teams' };

const discoveredOf = (item: Item): Discovered => ({
  value: String(item.id),
  label: String(item.name ?? item.summary ?? item.id),
  detail: String(item.id),
});

/** Returns the services or teams that the key sees. Throws as `collect` does. */
export async function discover(
  settings: PagerdutySettings,
  { kind, search, first, after }: DiscoverRequest,
  context: SourceContext,
): Promise<DiscoveredPage> {
  const name = lists[kind];
  if (name === undefined) return { items: [], cursor: null };
  const offset = Math.max(0, Number(after ?? 0) || 0);
  // PagerDuty searches, and pages by hundreds, within which we go on.
  const begun = Math.floor(offset / 100) * 100;
  try {
    const query = { query: search?.trim() || null };
    const account = openAccount(settings, context);
    const { items, hasMore } = await readPage(account, `/${name}`, name, begun, query);
    const end = Math.min(offset - begun + Math.max(1, first), items.length);
    const cursor = hasMore || end < items.length ? String(begun + end) : null;
    return { items: items.slice(offset - begun, end).map(discoveredOf), cursor };
  } catch (error) {
    const fault = loginFault(error);
    throw fault === null ? error : new Error(fault, { cause: error });
  }
}
