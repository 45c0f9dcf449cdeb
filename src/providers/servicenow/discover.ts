import type { Discovered, DiscoveredPage, DiscoverRequest } from '../discover.js';
import type { SourceContext } from '../provider.js';
import { loginFault, openInstance } from './api.js';
import { readColumns } from './legend.js';
import type { ServicenowSettings } from './settings.js';

const MOST_AT_ONCE = 100;

async function columnsOf(
  settings: ServicenowSettings,
  context: SourceContext,
): Promise<readonly Discovered[]> {
  try {
    const columns = await readColumns(await openInstance(settings, context));
    return [...(columns ?? [])]
      .map(([value, { label, tables }]) => ({
        ...{ value, label: label === '' ? value : `${label} (${value})` },
        detail: [...tables].sort().join(', '),
      }))
      .toSorted((left, right) => (left.value < right.value ? -1 : 1));
  } catch (error) {
    const fault = loginFault(error);
    throw fault === null ? error : new Error(fault, { cause: error });
  }
}

/** Returns the columns that the account sees in the dictionary. Throws as `collect` does. */
export async function discover(
  settings: ServicenowSettings,
  { kind, search, first, after }: DiscoverRequest,
  context: SourceContext,
): Promise<DiscoveredPage> {
  if (kind !== 'FIELD') return { items: [], cursor: null };
  const wanted = search?.trim().toLowerCase() ?? '';
  const all = await columnsOf(settings, context);
  const found = all.filter(({ label }) => label.toLowerCase().includes(wanted));
  const from = Math.max(0, Number(after ?? 0) || 0);
  const end = from + Math.max(1, Math.min(first, MOST_AT_ONCE));
  return { items: found.slice(from, end), cursor: end < found.length ? String(end) : null };
}
