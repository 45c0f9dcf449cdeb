import { onTestFinished } from 'vitest';
import {
  type FactKind,
  type FactOf,
  factKinds,
  type Tombstone,
} from '../../../src/model/facts/facts.js';
import type { PullRequestFact } from '../../../src/model/facts/review.js';
import { bitbucketServer } from '../../../src/providers/bitbucket-server/index.js';
import type { CollectContext, Page } from '../../../src/providers/provider.js';
import { witnessed } from '../http/vendor-server.js';
import { emptyWorld } from '../play/bitbucket-server/generator.js';
import { openPull, repositoryOf, userOf } from '../play/bitbucket-server/mutations.js';
import {
  type BitbucketOptions,
  type PlayBitbucket,
  startBitbucket,
} from '../play/bitbucket-server/server.js';
import type { Pull } from '../play/bitbucket-server/types.js';

export const HOUR = 3_600_000;
export const NOW = Date.UTC(2026, 10, 20, 9);

/** A play server that ends with the test. */
export async function playing(options: BitbucketOptions = {}): Promise<PlayBitbucket> {
  const server = await startBitbucket(options);
  onTestFinished(() => server.close());
  return server;
}

/** A server without pull requests, and those who work on it. */
export async function smallServer() {
  const server = await playing({ world: emptyWorld({ now: NOW - 10 * HOUR }) });
  const { world } = server;
  const [anna, bruno, robot] = ['anna.berg', 'bruno.costa', 'release-robot'].map((name) =>
    userOf(world, name),
  );
  return {
    ...{ server, world, anna: anna!, bruno: bruno!, robot: robot! },
    web: repositoryOf(world, 'SHOP/web'),
  };
}

export const settingsOf = (
  { settings }: Pick<PlayBitbucket, 'settings'>,
  more: Readonly<Record<string, string>> = {},
) => bitbucketServer.settings.parse({ ...settings, ...more });

type Given = Readonly<Record<string, string>>;
/** Collects to the end. */
export async function gather(
  server: PlayBitbucket,
  more: Partial<CollectContext> = {},
  given: Given = {},
) {
  const { context, lines } = witnessed({ now: NOW, ...more });
  const pages: Page[] = [];
  const collected = bitbucketServer.collect(settingsOf(server, given), {
    ...context,
    ...{ pass: 'INCREMENT', since: null, cursor: null },
    budget: { pages: Number.POSITIVE_INFINITY },
    ...more,
  });
  for await (const page of collected) pages.push(page);
  return { pages, cursor: pages.at(-1)?.cursor ?? more.cursor ?? null, lines };
}

export const factsIn = <Kind extends FactKind>(
  pages: readonly Page[],
  kind: Kind,
): FactOf[Kind][] =>
  pages.flatMap((page) => (bitbucketServer.toFacts(page)[kind] ?? []) as FactOf[Kind][]);

export const tombstonesIn = (pages: readonly Page[]): readonly Tombstone[] =>
  pages.flatMap((page) => bitbucketServer.toFacts(page).tombstones ?? []);

/** How many facts of each kind there are, and what was dropped. */
export function countsIn(pages: readonly Page[]) {
  const counts: Record<string, number> = {};
  const add = (key: string, more: number) => {
    counts[key] = (counts[key] ?? 0) + more;
  };
  for (const page of pages) {
    const facts = bitbucketServer.toFacts(page);
    for (const kind of factKinds) if (facts[kind]) add(kind, facts[kind].length);
    for (const [reason, count] of Object.entries(facts.dropped ?? {})) add(reason, count);
  }
  return counts;
}

/** A page as `collect` yields it. */
export const pageOf = (kind: string, body: object): Page => ({
  ...{ kind, body: JSON.stringify(body), fetchedAt: NOW, cursor: null },
});

export type Small = Awaited<ReturnType<typeof smallServer>>;
/** Opens a pull request of Anna that Bruno reviews. */
export const opened = ({ world, web, anna, bruno }: Small, title = 'Add a page'): Pull =>
  openPull(world, web, { title, author: anna, reviewers: [bruno], messages: [title] });
/** Lets hours pass; returns the instant after them. */
export const later = ({ world }: Small, hours = 1): number => {
  world.now += hours * HOUR;
  return world.now;
};

/** Reads the server; returns its pull requests in order. */
export async function pullsOf(
  server: PlayBitbucket,
  more: Partial<CollectContext> = {},
): Promise<PullRequestFact[]> {
  const { pages } = await gather(server, more);
  return factsIn(pages, 'PULL_REQUEST').sort((left, right) => left.number - right.number);
}
export const pullOf = async (server: PlayBitbucket): Promise<PullRequestFact> =>
  (await pullsOf(server))[0]!;
