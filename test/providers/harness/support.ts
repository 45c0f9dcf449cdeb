import { onTestFinished } from 'vitest';
import type { PipelineRunFact } from '../../../src/model/facts/delivery.js';
import { harness } from '../../../src/providers/harness/index.js';
import type { HarnessSettings } from '../../../src/providers/harness/settings.js';
import type { CollectContext, MappedFacts, Page } from '../../../src/providers/provider.js';
import { witnessed } from '../http/vendor-server.js';
import type { Json } from '../play/harness/elements.js';
import { type HarnessOptions, type PlayHarness, startHarness } from '../play/harness/server.js';

export const NOW = Date.UTC(2026, 2, 31, 12);
export const PLACE = 'app.harness.io/ACCOUNT';

/** A play server that ends with the test. */
export async function playing(options: HarnessOptions = {}): Promise<PlayHarness> {
  const server = await startHarness({ now: NOW, size: 24, ...options });
  onTestFinished(() => server.close());
  return server;
}

export const settingsOf = (
  { settings }: Pick<PlayHarness, 'settings'>,
  more: Readonly<Record<string, string>> = {},
): HarnessSettings => harness.settings.parse({ ...settings, ...more });

interface Gathered {
  readonly pages: readonly Page[];
  readonly cursor: string | null;
  readonly lines: readonly string[];
  /** The latest version of each run, by its id within the account. */
  readonly runs: ReadonlyMap<string, PipelineRunFact>;
}

const localId = (id: string): string => id.replace(/^harness:[^/]+\/\w+:/, '');

/** Returns the runs of pages, the later version of each, by their ids without the account. */
function runsIn(pages: readonly Page[]): ReadonlyMap<string, PipelineRunFact> {
  const runs = pages.flatMap((page) => harness.toFacts(page).PIPELINE_RUN ?? []);
  return new Map(runs.map((run) => [localId(run.id), run]));
}

/** Collects to the end, at the instant that the clock of Harness shows. */
export async function gather(
  server: PlayHarness,
  more: Partial<CollectContext> = {},
  given: Readonly<Record<string, string>> = {},
): Promise<Gathered> {
  const { context, lines } = witnessed({ now: server.world.now, ...more });
  const pages: Page[] = [];
  const collected = harness.collect(settingsOf(server, given), {
    ...{ ...context, pass: 'INCREMENT', since: null, cursor: null },
    budget: { pages: Number.POSITIVE_INFINITY },
    ...more,
  });
  for await (const page of collected) pages.push(page);
  const cursor = pages.at(-1)?.cursor ?? more.cursor ?? null;
  return { pages, cursor, lines, runs: runsIn(pages) };
}

const head = {
  ...{ place: PLACE, baseUrl: 'https://app.harness.io', account: 'ACCOUNT' },
  ...{ organization: 'default', project: 'Shop', naming: { deploys: [], production: [] } },
};

/** Maps executions as a page of the project has them. */
export const mapped = (
  executions: readonly unknown[],
  more: Readonly<Record<string, unknown>> = {},
  images: readonly unknown[] = [],
): MappedFacts =>
  harness.toFacts({
    ...{ kind: 'EXECUTIONS', fetchedAt: NOW, cursor: null },
    body: JSON.stringify({
      ...{ ...head, ...more },
      nodes: executions.map((execution) => ({ execution, images })),
    }),
  });

/** Returns the run that a single execution becomes, and those below it. */
export function runOf(execution: Json, more: Readonly<Record<string, unknown>> = {}) {
  const [run, ...below] = mapped([execution], more).PIPELINE_RUN ?? [];
  return { run: run!, below };
}
