import { onTestFinished } from 'vitest';
import type { PipelineRunFact } from '../../../src/model/facts/delivery.js';
import { jenkins } from '../../../src/providers/jenkins/index.js';
import type { JenkinsSettings } from '../../../src/providers/jenkins/settings.js';
import type { BuildNode, JobHead } from '../../../src/providers/jenkins/wire.js';
import type { CollectContext, Page } from '../../../src/providers/provider.js';
import { witnessed } from '../http/vendor-server.js';
import { newItem } from '../play/jenkins/generator.js';
import { type JenkinsOptions, type PlayJenkins, startJenkins } from '../play/jenkins/server.js';
import type { Item, World } from '../play/jenkins/types.js';

/** A play server that ends with the test. */
export async function playing(options: JenkinsOptions = {}): Promise<PlayJenkins> {
  const server = await startJenkins(options);
  onTestFinished(() => server.close());
  return server;
}

/** A server with these items and nothing else. */
export const worldOf = (items: Item[]): World => ({
  root: 'http://jenkins.internal:8080/',
  items,
  ...{ user: 'reader', token: 'token-of-a-test-world' },
  ...{ isHidden: false, isWithoutStages: false, lastQueueId: 10 },
});
export { newItem };

type Given = Readonly<Record<string, string>>;

export const settingsOf = (
  { settings }: Pick<PlayJenkins, 'settings'>,
  more: Given = {},
): JenkinsSettings => jenkins.settings.parse({ ...settings, ...more });

/** Collects to the end, of all time. */
export async function gather(
  server: PlayJenkins,
  more: Partial<CollectContext> = {},
  given: Given = {},
) {
  const { context, lines } = witnessed(more);
  const pages: Page[] = [];
  const collected = jenkins.collect(settingsOf(server, given), {
    ...context,
    ...{ pass: 'INCREMENT', since: 0, cursor: null },
    budget: { pages: Number.POSITIVE_INFINITY },
    ...more,
  });
  for await (const page of collected) pages.push(page);
  return { pages, cursor: pages.at(-1)?.cursor ?? more.cursor ?? null, lines };
}

export const runsIn = (pages: readonly Page[]): readonly PipelineRunFact[] =>
  pages.flatMap((page) => jenkins.toFacts(page).PIPELINE_RUN ?? []);

/** The runs of a pipeline, by its name. */
export const runsOf = (pages: readonly Page[], pipeline: string): readonly PipelineRunFact[] =>
  runsIn(pages).filter((run) => run.pipeline === pipeline);

export const plainJob: JobHead = {
  ...{ fullName: 'shop', path: 'job/shop', pipeline: 'shop' },
  ...{ branch: null, project: null, organization: null },
};
export const branchJob = (name: string): JobHead => ({
  ...{
    fullName: `acme/shop/${name}`,
    path: `job/acme/job/shop/job/${name}`,
    pipeline: 'acme/shop',
  },
  ...{ branch: decodeURIComponent(name), project: 'acme', organization: null },
});

export const plainSettings = (more: Given = {}): JenkinsSettings =>
  jenkins.settings.parse({
    ...{ baseUrl: 'https://ci.example.com', user: 'reader', token: 'token-of-nobody', ...more },
  });

/** Maps one build as it would lie in a page. */
export function mapped(build: object, more: Partial<BuildNode> = {}, given: Given = {}) {
  const node: BuildNode = { job: plainJob, build, stages: null, parent: null, ...more };
  const { naming } = plainSettings(given);
  const body = { place: 'ci.example.com', base: 'https://ci.example.com', naming, builds: [node] };
  return jenkins.toFacts({
    ...{ kind: 'BUILDS', body: JSON.stringify(body), fetchedAt: Date.UTC(2026, 5, 1) },
    cursor: null,
  });
}

/** The runs of one build, its stages behind it. */
export const runsFrom = (...given: Parameters<typeof mapped>): readonly PipelineRunFact[] =>
  mapped(...given).PIPELINE_RUN ?? [];

/** A pipeline's build that was a success. */
export const greenBuild = {
  _class: 'org.jenkinsci.plugins.workflow.job.WorkflowRun',
  ...{ number: 7, queueId: 70, timestamp: Date.UTC(2026, 4, 4, 9), duration: 600_000 },
  ...{ building: false, result: 'SUCCESS', actions: [] as object[] },
};
/** Returns the answer of the stage view about it, with these stages. */
export const described = (
  ...stages: readonly (readonly [name: string, status: string])[]
): object => ({
  ...{ id: '7', name: '#7', status: 'SUCCESS' },
  ...{ startTimeMillis: Date.UTC(2026, 4, 4, 9), endTimeMillis: Date.UTC(2026, 4, 4, 9, 10) },
  ...{ durationMillis: 590_000, queueDurationMillis: 10_000, pauseDurationMillis: 0 },
  stages: stages.map(([name, status], index) => ({
    ...{ id: String(index + 6), name, status, execNode: '', pauseDurationMillis: 0 },
    ...{ startTimeMillis: Date.UTC(2026, 4, 4, 9, index + 1), durationMillis: 30_000 },
  })),
});
