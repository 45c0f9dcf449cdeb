import { onTestFinished } from 'vitest';
import type { PullRequestFact } from '../../../src/model/facts/review.js';
import { harnessCode } from '../../../src/providers/harness-code/index.js';
import type { CodeSettings } from '../../../src/providers/harness-code/settings.js';
import type { CollectContext, Page } from '../../../src/providers/provider.js';
import { witnessed } from '../http/vendor-server.js';
import { type CodeServerOptions, type PlayCode, startCode } from '../play/harness-code/server.js';

export const NOW = Date.UTC(2026, 2, 31, 12);

/** A play server that ends with the test. */
export async function playing(options: CodeServerOptions = {}): Promise<PlayCode> {
  const server = await startCode({ now: NOW, size: 20, ...options });
  onTestFinished(() => server.close());
  return server;
}

export const settingsOf = (
  { settings }: Pick<PlayCode, 'settings'>,
  more: Readonly<Record<string, string>> = {},
): CodeSettings => harnessCode.settings.parse({ ...settings, ...more });

/** Returns the pull requests of pages, the later version of each, by repository and number. */
function pullRequestsIn(pages: readonly Page[]): ReadonlyMap<string, PullRequestFact> {
  const all = pages.flatMap((page) => harnessCode.toFacts(page).PULL_REQUEST ?? []);
  return new Map(all.map((fact) => [fact.id.replace(/^.*:/, ''), fact]));
}

/** Collects to the end, at the instant that the clock of Harness shows. */
export async function gather(
  server: PlayCode,
  more: Partial<CollectContext> = {},
  given: Readonly<Record<string, string>> = {},
) {
  const { context, lines } = witnessed({ now: server.world.now, ...more });
  const pages: Page[] = [];
  const collected = harnessCode.collect(settingsOf(server, given), {
    ...{ ...context, pass: 'INCREMENT', since: null, cursor: null },
    budget: { pages: Number.POSITIVE_INFINITY },
    ...more,
  });
  for await (const page of collected) pages.push(page);
  const cursor = pages.at(-1)?.cursor ?? more.cursor ?? null;
  return { pages, cursor, lines, pullRequests: pullRequestsIn(pages) };
}

/** Maps a pull request as a page of a repository has it. */
export const mapped = (pullRequest: unknown, lists: Readonly<Record<string, unknown>> = {}) =>
  harnessCode.toFacts({
    ...{ kind: 'PULL_REQUESTS', fetchedAt: NOW, cursor: null },
    body: JSON.stringify({
      ...{ place: 'app.harness.io/ACCOUNT', baseUrl: 'https://app.harness.io', bots: [] },
      repository: { id: 9, path: 'ACCOUNT/default/Shop/web' },
      nodes: [{ pullRequest, activities: [], commits: [], stats: null, ...lists }],
    }),
  });
