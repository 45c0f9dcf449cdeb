import { onTestFinished } from 'vitest';
import { harness } from '../../../src/providers/harness/index.js';
import { deploymentStage, summaryOf } from '../play/harness/elements.js';
import { generateWorld } from '../play/harness/generate.js';
import { type PlayHarness, startHarness } from '../play/harness/server.js';
import { addExecution, executionOf, type HarnessWorld } from '../play/harness/world.js';
import { openHook } from './hooks.js';
import type { Play, PlayOptions, Removal, Tool } from './tool.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

interface HarnessPlay extends Play {
  readonly server: PlayHarness;
}

/** Each run asks at its beginning which projects there are. */
const opening = /\/ng\/api\/projects$/;

/** Adds a deployment that ended well. */
function deploy(world: HarnessWorld, pipeline: string, startTs: number, endTs: number): void {
  const place = { service: 'shop', environment: 'live', type: 'Production' } as const;
  const id = `added-${world.executions.length}`;
  const stages = [deploymentStage({ key: `stage-${id}`, ...place, startTs, endTs })];
  const given = { id, pipeline, startTs, endTs, number: 500, modules: ['cd'], stages };
  addExecution(world, world.projects[0]!, summaryOf(given));
}

async function start({ now, skew = 0, lacking }: PlayOptions): Promise<HarnessPlay> {
  const world = generateWorld({ size: 110, now });
  world.now += skew;
  if (lacking !== undefined) world.lacking.add(lacking);
  const server = await startHarness({ world });
  onTestFinished(() => server.close());
  const { settings, faults } = server;
  return {
    ...{ server, settings },
    wrong: { ...settings, token: 'sat.ACCOUNT.planted.wrong' },
    asked: () =>
      server.requests.map(({ method, url, path, body }) => ({
        ...{ text: `${method} ${url} ${JSON.stringify(body)}`, isOpening: opening.test(path) },
      })),
    strike: (effect, striking = {}) => faults.add({ effect, ...striking }),
    heal: () => faults.set([]),
    change: (title, at) => {
      world.now = at;
      deploy(world, title, at, at);
    },
    hook: (secret) => {
      const { organization, project, summary } = world.executions.at(-1)!;
      const place = { accountIdentifier: world.account, orgIdentifier: organization };
      const { planExecutionId } = summary;
      return openHook(secret, {
        eventData: {
          ...{ ...place, projectIdentifier: project, planExecutionId },
          eventType: 'PipelineEnd',
        },
      });
    },
    spoil: () => {
      world.executions.find(({ project }) => project === 'Search')!.summary.planExecutionId = 7;
      return 'MALFORMED_EXECUTION';
    },
  };
}

const stories: Readonly<Record<string, (world: HarnessWorld, at: number) => unknown>> = {
  'an execution that ended after it had waited': (world, at) =>
    Object.assign(executionOf(world, 'waiting').summary, { status: 'Success', endTs: at }),
  'an execution that was listed only when it ended, days later': (world, at) =>
    deploy(world, 'A late one', at - 3 * DAY, at),
  'a project that was made': (world, at) => {
    const project = { organization: 'Platform', id: 'Added', name: 'Added' };
    world.projects.unshift(project);
    deploy(world, 'The first one', at - DAY, at - DAY + MINUTE);
  },
};
const removals: readonly Removal[] = Object.entries(stories).map(([name, change]) => ({
  name,
  make: ({ server: { world } }: HarnessPlay, at) => {
    world.now = at;
    change(world, at);
  },
}));

export const harnessTool: Tool = {
  ...{ provider: harness, start, removals },
  otherwise: { production: '*' },
  lacking: [
    { name: 'core_project_view', term: /core_project_view/, isOptional: false, lost: null },
    { name: 'core_pipeline_view', term: /core_pipeline_view/, isOptional: false, lost: null },
  ],
  limits: [
    {
      name: 'a limit of a gateway that says until when, which Harness itself does not',
      mishap: (until) => ({
        ...{ kind: 'ANSWER', status: 429, body: { message: 'Too many requests' } },
        headers: { 'retry-after': String(Math.ceil((until - Date.now()) / 1_000)) },
      }),
    },
  ],
};
