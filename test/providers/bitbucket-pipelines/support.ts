import type { PipelineRunFact } from '../../../src/model/facts/delivery.js';
import { bitbucketPipelines } from '../../../src/providers/bitbucket-pipelines/index.js';
import type { PipelinesSettings } from '../../../src/providers/bitbucket-pipelines/settings.js';
import type { CollectContext, MappedFacts, Page } from '../../../src/providers/provider.js';
import { defaultBuilds, defaultDeploys } from '../../../src/providers/run-naming.js';
import { witnessed } from '../http/vendor-server.js';
import type { PlayBitbucket } from '../play/bitbucket/server.js';

type Given = Readonly<Record<string, string>>;
export const settingsOf = (
  { settings }: Pick<PlayBitbucket, 'settings'>,
  more: Given = {},
): PipelinesSettings => bitbucketPipelines.settings.parse({ ...settings, ...more });

/** Collects to the end. */
export async function gather(
  server: PlayBitbucket,
  more: Partial<CollectContext> = {},
  given: Given = {},
) {
  const { context, lines } = witnessed(more);
  const pages: Page[] = [];
  const collected = bitbucketPipelines.collect(settingsOf(server, given), {
    ...context,
    ...{ pass: 'INCREMENT', since: null, cursor: null },
    budget: { pages: Number.POSITIVE_INFINITY },
    ...more,
  });
  for await (const page of collected) pages.push(page);
  return { pages, cursor: pages.at(-1)?.cursor ?? more.cursor ?? null, lines };
}

/** Returns the runs of pages, the last of each. */
export function runsIn(pages: readonly Page[]): PipelineRunFact[] {
  const facts = pages.flatMap((page) => bitbucketPipelines.toFacts(page).PIPELINE_RUN ?? []);
  return [...new Map(facts.map((fact) => [fact.id, fact])).values()];
}

const naming = { deploys: defaultDeploys, builds: defaultBuilds, production: [] as string[] };

/** Returns what becomes of pipelines or deployments. */
export const mapped = (
  kind: 'pipelines' | 'deployments',
  nodes: readonly unknown[],
  production: readonly string[] = [],
): MappedFacts =>
  bitbucketPipelines.toFacts({
    kind,
    body: JSON.stringify({
      ...{ host: 'bitbucket.org', bots: [], naming: { ...naming, production }, nodes },
      repository: { uuid: 'e762bff4', name: 'acme/shop' },
    }),
    ...{ fetchedAt: Date.UTC(2026, 10, 1), cursor: null },
  });

/** A pipeline as the API writes it. */
export const pipeline = (more: Readonly<Record<string, unknown>> = {}) => ({
  ...{ type: 'pipeline', uuid: '{01fad871}', build_number: 186 },
  state: { name: 'COMPLETED', result: { name: 'SUCCESSFUL' } },
  created_on: '2026-03-02T09:00:00.143971234Z',
  completed_on: '2026-03-02T09:08:00.14397Z',
  target: { ref_name: 'main', commit: { hash: 'CA43'.padEnd(40, '0') } },
  ...more,
});

/** A deployment as the API writes it. */
export const deployment = (more: Readonly<Record<string, unknown>> = {}) => ({
  ...{ type: 'deployment', uuid: '{fcb46cbc}' },
  environment: { name: 'live', environment_type: { name: 'Production' } },
  release: {
    ...{ name: '#186', pipeline: { uuid: '{01fad871}' }, commit: { hash: 'ca43'.padEnd(40, '0') } },
    created_on: '2026-03-02T09:00:00.522007Z',
  },
  state: {
    ...{ name: 'COMPLETED', status: { name: 'SUCCESSFUL' } },
    started_on: '2026-03-02T09:06:00.20339Z',
    completed_on: '2026-03-02T09:08:00.307323Z',
  },
  last_update_time: '2026-03-02T09:08:00.307323Z',
  ...more,
});

/** The one run that something becomes. */
export const runOf = (...given: Parameters<typeof mapped>): PipelineRunFact =>
  mapped(...given).PIPELINE_RUN![0]!;
