import { onTestFinished } from 'vitest';
import type { PullRequestFact } from '../../../src/model/facts/review.js';
import { bitbucket } from '../../../src/providers/bitbucket/index.js';
import type { BitbucketSettings } from '../../../src/providers/bitbucket/settings.js';
import type { PullRecord } from '../../../src/providers/bitbucket/wire.js';
import type { CollectContext, MappedFacts, Page } from '../../../src/providers/provider.js';
import { witnessed } from '../http/vendor-server.js';
import {
  type BitbucketOptions,
  type PlayBitbucket,
  startBitbucket,
} from '../play/bitbucket/server.js';

/** A play server that ends with the test. */
export async function playing(options: BitbucketOptions = {}): Promise<PlayBitbucket> {
  const server = await startBitbucket({ size: 12, ...options });
  onTestFinished(() => server.close());
  return server;
}

type Given = Readonly<Record<string, string>>;
export const settingsOf = (
  { settings }: Pick<PlayBitbucket, 'settings'>,
  more: Given = {},
): BitbucketSettings => bitbucket.settings.parse({ ...settings, ...more });

export interface Gathered {
  readonly pages: readonly Page[];
  readonly cursor: string | null;
  readonly lines: readonly string[];
}

/** Collects to the end. */
export async function gather(
  server: PlayBitbucket,
  more: Partial<CollectContext> = {},
  given: Given = {},
): Promise<Gathered> {
  const { context, lines } = witnessed(more);
  const pages: Page[] = [];
  const collected = bitbucket.collect(settingsOf(server, given), {
    ...context,
    ...{ pass: 'INCREMENT', since: null, cursor: null },
    budget: { pages: Number.POSITIVE_INFINITY },
    ...more,
  });
  for await (const page of collected) pages.push(page);
  return { pages, cursor: pages.at(-1)?.cursor ?? more.cursor ?? null, lines };
}

export const factsOf = (page: Page): MappedFacts => bitbucket.toFacts(page);

/** Returns all facts of a kind, the last of each. */
export function kept<Kind extends 'PULL_REQUEST' | 'TAG' | 'REPOSITORY'>(
  kind: Kind,
  pages: readonly Page[],
): NonNullable<MappedFacts[Kind]>[number][] {
  const facts = pages.flatMap(
    (page) => (factsOf(page)[kind] ?? []) as readonly { readonly id: string }[],
  );
  return [...new Map(facts.map((fact) => [fact.id, fact])).values()] as never;
}

export const pullsIn = (pages: readonly Page[]): PullRequestFact[] => kept('PULL_REQUEST', pages);

export const FETCHED = Date.UTC(2026, 10, 1);

/** Returns what becomes of records of pull requests. */
export const mapped = (records: readonly PullRecord[], bots: readonly string[] = []): MappedFacts =>
  factsOf({
    kind: 'pull-requests',
    body: JSON.stringify({
      ...{ host: 'bitbucket.org', bots, records },
      repository: { uuid: 'e762bff4', name: 'acme/shop' },
    }),
    ...{ fetchedAt: FETCHED, cursor: null },
  });

export const ada = {
  ...{ display_name: 'Ada Moor', type: 'user', account_id: '557058:ada' },
  uuid: '{64135f6a-3978-4297-99b1-21827e0faf0b}',
};
export const ben = { ...ada, display_name: 'Ben Reed', account_id: '557058:ben' };

/** A pull request as the API writes it, with nothing but what it must have. */
const pull = (more: Readonly<Record<string, unknown>> = {}) => ({
  ...{ type: 'pullrequest', id: 7, title: 'Basket', description: '', state: 'OPEN' },
  ...{ author: ada, comment_count: 0, merge_commit: null, closed_by: null },
  created_on: '2026-03-02T09:00:00.003611+00:00',
  updated_on: '2026-03-03T10:00:00.250000+00:00',
  destination: { branch: { name: 'main' }, commit: { hash: 'c0e12b61e44b' } },
  source: { branch: { name: 'basket' }, commit: { hash: '31c54529bd80' } },
  ...more,
});

export const record = (
  more: Readonly<Record<string, unknown>> = {},
  lists: Partial<PullRecord> = {},
): PullRecord => ({
  ...{ pull: pull(more), activity: [], commits: [], comments: [], files: [], merge: null },
  ...lists,
});

/** The one fact of a record. */
export const factOf = (...given: Parameters<typeof record>): PullRequestFact =>
  mapped([record(...given)]).PULL_REQUEST![0]!;

export const update = (date: string, more: Readonly<Record<string, unknown>>) => ({
  update: { date, author: ada, ...more },
});
