import { describe, expect, it } from 'vitest';
import { fivePhasesPreset } from '../../../src/model/profile/default-profile.js';
import type { EfficiencyConfig } from '../../../src/model/profile/profile.js';
import { emptyTeamSettings } from '../../../src/model/team.js';
import { harness } from '../../../src/providers/harness/index.js';
import { openStory, type Story } from '../../story/open-story.js';
import { inMarch } from '../../story/two-services.js';
import {
  deploymentStage,
  otherStage,
  type PlayStage,
  summaryOf,
} from '../play/harness/elements.js';
import { addExecution, emptyWorld, type HarnessWorld } from '../play/harness/world.js';
import { playing } from './support.js';

const MINUTE = 60_000;
const shop = { organization: 'default', id: 'Shop', name: 'Shop' };

/** Failures are those of deployments, not incidents. */
const byDeployments: EfficiencyConfig = {
  ...fivePhasesPreset,
  // The only phase of which nothing but Harness is needed.
  leadTime: {
    ...fivePhasesPreset.leadTime,
    phases: fivePhasesPreset.leadTime.phases.filter(({ key }) => key === 'DEPLOYMENT'),
  },
  changeFailureRate: {
    ...fivePhasesPreset.changeFailureRate,
    source: 'CONTINUOUS_DEPLOYMENT',
  },
};

interface Run {
  readonly day: number;
  readonly status?: string;
  readonly stages: readonly ('dev' | 'live' | 'back' | 'chain')[];
  readonly rest?: Readonly<Record<string, unknown>>;
}

const types = { dev: 'PreProduction', live: 'Production' } as const;

function stageOf(kind: Run['stages'][number], id: string, at: number, status: string): PlayStage {
  const key = `${kind}-${id}`;
  const times = { startTs: at, endTs: at + 5 * MINUTE };
  if (kind === 'chain') return otherStage(key, 'Pipeline', times);
  const environment = kind === 'back' ? 'live' : kind;
  const place = { service: 'shop', environment, type: types[environment] } as const;
  return deploymentStage({
    ...{ key, ...place, ...times, status: kind === 'dev' ? 'Success' : status },
    isRollback: kind === 'back',
  });
}

/** Adds an execution of March 2026, whose stages last five minutes each. */
function add(
  world: HarnessWorld,
  id: string,
  { day, status = 'Success', stages, rest }: Run,
): void {
  const startTs = Date.UTC(2026, 2, day, 9);
  const nodes = stages.map((kind, at) => stageOf(kind, id, startTs + at * 5 * MINUTE, status));
  const summary = summaryOf({
    ...{ id, pipeline: 'Deploy shop', status, startTs, number: world.executions.length + 1 },
    ...{ endTs: startTs + stages.length * 5 * MINUTE, modules: ['cd'], stages: nodes },
    ...(rest ? { rest } : {}),
  });
  addExecution(world, shop, summary);
}

const chained = (executionid: string) => ({
  parentStageInfo: { hasparentpipeline: true, executionid, stagenodeid: 'chain' },
});
const retried = (root: string) => ({
  executionTriggerInfo: {
    ...{ triggerType: 'MANUAL', isRerun: true },
    rerunInfo: { rootExecutionId: root, prevExecutionId: root },
  },
});

function march(): HarnessWorld {
  const world = emptyWorld(Date.UTC(2026, 3, 2, 9));
  world.projects.push(shop);
  // 1: to dev, then to production.
  add(world, 'd1', { day: 2, stages: ['dev', 'live'] });
  // Fails in production, and its retry succeeds: one run, 2.
  add(world, 'd2', { day: 3, stages: ['dev', 'live'], status: 'Failed' });
  add(world, 'd3', { day: 3, stages: ['dev', 'live'], rest: retried('d2') });
  // A failure.
  add(world, 'd4', { day: 9, stages: ['live'], status: 'Failed' });
  // Another: what went out was brought back by hand.
  add(world, 'd5', {
    day: 10,
    stages: ['back'],
    rest: { executionMode: 'POST_EXECUTION_ROLLBACK' },
  });
  // Neither: it was aborted.
  add(world, 'd6', { day: 11, stages: ['live'], status: 'Aborted' });
  // 3: the chained pipeline deploys, the one above it does not count beside it.
  add(world, 'd7', { day: 16, stages: ['chain'] });
  add(world, 'd8', { day: 16, stages: ['live'], rest: chained('d7') });
  // No production.
  add(world, 'd9', { day: 17, stages: ['dev'] });
  // A failure that Harness rolled back by itself: one, not two.
  add(world, 'd10', { day: 23, stages: ['live'], status: 'Failed' });
  add(world, 'd11', {
    ...{ day: 23, stages: ['back'] },
    rest: { ...chained('d10'), executionMode: 'PIPELINE_ROLLBACK' },
  });
  // 4 and 5: failures of steps that were ignored, and a plain one.
  add(world, 'd12', { day: 24, stages: ['live'], status: 'IgnoreFailed' });
  add(world, 'd13', { day: 25, stages: ['live'] });
  return world;
}

async function measureDeployments({ app, viewer, save, activate, settle }: Story): Promise<void> {
  await activate('Name,Email,Manager Email\nBoss,boss@x.io,\nAda,ada@x.io,boss@x.io\n');
  const scope = [{ property: 'service', operator: 'EQUALS' as const, values: ['shop'] }];
  await save('Organisation', { pipelines: { ...emptyTeamSettings.pipelines, scope } });
  const { profiles, trees } = app.directory;
  const words = { name: 'By deployments', description: null, config: byDeployments };
  const { number } = await profiles.create(viewer, 'EFFICIENCY', words);
  const [tree] = await trees.list(viewer, null);
  await trees.update(viewer, tree!.number, { efficiencyProfile: number });
  await settle();
}

describe('the deployments of Harness in March', () => {
  it('are 5, of which 3 more failed: 5 in 31 days, and 3 / 8 failed', async () => {
    const server = await playing({ world: march() });
    const story = await openStory('EMBEDDED', {
      ...{ providers: [harness], allowedPrivateHosts: ['127.0.0.1'] },
    });
    const { app, viewer } = story;
    const { number } = await app.ingestion.connect(viewer, {
      ...{ provider: harness.id, name: null },
      settings: { ...server.settings, since: '2026-01-01' },
    });
    await story.sync(number);
    await measureDeployments(story);
    const metrics = ['DEPLOYMENT_FREQUENCY', 'CHANGE_FAILURE_RATE'];
    const [frequency, rate] = await story.ask({
      ...inMarch({ path: 'Organisation' }, metrics),
      granularity: 'DAY',
    });
    // d1, d2 with its retry, d8, d12 and d13.
    expect(frequency!.headline).toMatchObject({ value: 5, sampleSize: 5, rate: 5 / 31 });
    // d4, d5 and d10 failed: 3 / (5 + 3).
    expect(rate!.headline).toMatchObject({ value: 3 / 8, numerator: 3, denominator: 5 + 3 });
  });
});
