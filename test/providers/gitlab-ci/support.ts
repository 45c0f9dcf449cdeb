import type { PipelineRunFact } from '../../../src/model/facts/delivery.js';
import { gitlabCi } from '../../../src/providers/gitlab-ci/index.js';
import type { CollectContext, MappedFacts, Page } from '../../../src/providers/provider.js';
import { defaultBuilds, defaultDeploys } from '../../../src/providers/run-naming.js';
import { witnessed } from '../http/vendor-server.js';
import type { PlayGitlab } from '../play/gitlab/server.js';

export const settingsOf = (
  { settings }: Pick<PlayGitlab, 'settings'>,
  more: Readonly<Record<string, string>> = {},
) => gitlabCi.settings.parse({ ...settings, ...more });

/** Collects to the end, at the instant that the server's clock shows. */
export async function gather(
  server: PlayGitlab,
  more: Partial<CollectContext> = {},
  given: Readonly<Record<string, string>> = {},
) {
  const { context } = witnessed({ now: server.world.now, ...more });
  const collected = gitlabCi.collect(settingsOf(server, given), {
    ...context,
    ...{ pass: 'INCREMENT', since: 0, cursor: null },
    budget: { pages: Number.POSITIVE_INFINITY },
    ...more,
  });
  const pages = await Array.fromAsync(collected);
  return { pages, cursor: pages.at(-1)?.cursor ?? more.cursor ?? null };
}

export const mapped = (page: Pick<Page, 'kind' | 'body' | 'fetchedAt'>): MappedFacts =>
  gitlabCi.toFacts({ ...page, cursor: null });

/** All runs, one page after another. */
export const runsIn = (
  pages: readonly Pick<Page, 'kind' | 'body' | 'fetchedAt'>[],
): readonly PipelineRunFact[] => pages.flatMap((page) => mapped(page).PIPELINE_RUN ?? []);

/** The facts of nodes of a project of gitlab.example.com, with the usual words. */
export const mappedNodes = (
  kind: string,
  nodes: readonly unknown[],
  naming: object = {},
): MappedFacts =>
  mapped({
    kind,
    body: JSON.stringify({
      place: 'gitlab.example.com',
      project: { id: 7, path: 'harbour/shop' },
      naming: { deploys: defaultDeploys, builds: defaultBuilds, production: [], ...naming },
      nodes,
    }),
    fetchedAt: Date.UTC(2026, 5, 1),
  });

/** The end of an id: `job:4711`. */
export const shortOf = (id: string | null): string | null =>
  id?.replace(/^gitlab-ci:[^:]+(?::\d{4,5}(?=:))?(?:\/[^:]*)?:/, '') ?? null;
