import { onTestFinished } from 'vitest';
import type { FactKind, FactOf, Tombstone } from '../../../src/model/facts/facts.js';
import { gitlab } from '../../../src/providers/gitlab/index.js';
import type { GitlabSettings } from '../../../src/providers/gitlab/settings.js';
import type { CollectContext, Page } from '../../../src/providers/provider.js';
import { witnessed } from '../http/vendor-server.js';
import { type GitlabOptions, type PlayGitlab, startGitlab } from '../play/gitlab/server.js';

/** A play server that ends with the test. */
export async function playing(options: GitlabOptions = {}): Promise<PlayGitlab> {
  const server = await startGitlab(options);
  onTestFinished(() => server.close());
  return server;
}

export const settingsOf = (
  { settings }: Pick<PlayGitlab, 'settings'>,
  more: Readonly<Record<string, string>> = {},
): GitlabSettings => gitlab.settings.parse({ ...settings, ...more });

/** Collects to the end, at the instant that the server's clock shows. */
export async function gather(
  server: PlayGitlab,
  more: Partial<CollectContext> = {},
  given: Readonly<Record<string, string>> = {},
) {
  const { context, lines } = witnessed({ now: server.world.now, ...more });
  const pages: Page[] = [];
  const collected = gitlab.collect(settingsOf(server, given), {
    ...context,
    ...{ pass: 'INCREMENT', since: 0, cursor: null },
    budget: { pages: Number.POSITIVE_INFINITY },
    ...more,
  });
  for await (const page of collected) pages.push(page);
  return { pages, cursor: pages.at(-1)?.cursor ?? more.cursor ?? null, lines };
}

type Mapped = Pick<Page, 'kind' | 'body' | 'fetchedAt'>;

/** All facts of a kind, one page after another. */
export const factsIn = <Kind extends FactKind>(
  pages: readonly Mapped[],
  kind: Kind,
): readonly FactOf[Kind][] =>
  pages.flatMap(
    (page) => (gitlab.toFacts({ ...page, cursor: null })[kind] ?? []) as FactOf[Kind][],
  );

export const tombstonesIn = (pages: readonly Mapped[]): readonly Tombstone[] =>
  pages.flatMap((page) => gitlab.toFacts({ ...page, cursor: null }).tombstones ?? []);

export function droppedIn(pages: readonly Mapped[]): Record<string, number> {
  const dropped: Record<string, number> = {};
  for (const page of pages)
    for (const [reason, count] of Object.entries(
      gitlab.toFacts({ ...page, cursor: null }).dropped ?? {},
    ))
      dropped[reason] = (dropped[reason] ?? 0) + count;
  return dropped;
}

/** A page of a project of gitlab.example.com, as `collect` writes them. */
export const pageOf = (kind: string, nodes: readonly unknown[], more: object = {}): Mapped => ({
  kind,
  body: JSON.stringify({
    place: 'gitlab.example.com',
    project: { id: 12345678, path: 'harbour/shop' },
    nodes,
    ...more,
  }),
  fetchedAt: Date.UTC(2026, 5, 1),
});

/** The paths that were asked for, without the prefix of the API. */
export const askedOf = ({ requests }: PlayGitlab): readonly string[] =>
  requests.map(({ url }) => url.replace(/^.*\/api\/v4/, ''));
