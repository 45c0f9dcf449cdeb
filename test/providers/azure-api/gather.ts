import type { CollectContext, Page, Provider } from '../../../src/providers/provider.js';
import { witnessed } from '../http/vendor-server.js';
import type { PlayAzure } from '../play/azure/server.js';

export type Given = Readonly<Record<string, string>>;

/** Collects to the end of what a provider reads. */
export async function gather<Settings>(
  provider: Provider<Settings>,
  server: Pick<PlayAzure, 'settings'>,
  more: Partial<CollectContext> = {},
  given: Given = {},
) {
  const { context, lines, calls } = witnessed(more);
  const pages: Page[] = [];
  const collected = provider.collect(provider.settings.parse({ ...server.settings, ...given }), {
    ...context,
    ...{ pass: 'INCREMENT', since: null, cursor: null },
    budget: { pages: Number.POSITIVE_INFINITY },
    ...more,
  });
  for await (const page of collected) pages.push(page);
  const facts = pages.map((page) => provider.toFacts(page));
  return { pages, facts, lines, calls, cursor: pages.at(-1)?.cursor ?? more.cursor ?? null };
}

/** Returns a page as a provider maps it. */
export const pageOf = (kind: string, body: unknown): Page => ({
  ...{ kind, body: JSON.stringify(body), cursor: null },
  fetchedAt: Date.UTC(2026, 10, 29),
});
