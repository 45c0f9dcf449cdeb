import { describe, expect, it } from 'vitest';
import { deploymentStage, otherStage, summaryOf } from '../play/harness/elements.js';
import { mapped, PLACE, runOf } from './support.js';

const START = Date.UTC(2026, 2, 2, 9);
const END = START + 600_000;
const live = { service: 'shop', environment: 'live', type: 'Production' } as const;
const test = { service: 'shop', environment: 'test', type: 'PreProduction' } as const;
const stage = (key: string, more: object = live, rest: object = {}) =>
  deploymentStage({ ...live, ...more, key, startTs: START, endTs: END, ...rest });
const execution = (more: Partial<Parameters<typeof summaryOf>[0]> = {}) =>
  summaryOf({
    ...{ id: 'x1', pipeline: 'Deploy shop', startTs: START, endTs: END, number: 3 },
    ...{ modules: ['cd'], stages: [stage('s1')], ...more },
  });

describe('the traps of Harness', () => {
  it('harness 3: every status word counts as what it means, and an unknown one runs until it ends', () => {
    const statusOf = (status: string, endTs: number | undefined = END) =>
      runOf({ ...execution({ status }), endTs }).run.status;
    const words = {
      SUCCESS: ['Success', 'IgnoreFailed'],
      FAILURE: ['Failed', 'Errored'],
      ABORTED: ['Aborted', 'AbortedByFreeze', 'Expired', 'ApprovalRejected', 'Suspended'],
      SKIPPED: ['Skipped'],
      QUEUED: [
        ...['NotStarted', 'Queued', 'QueuedLicenseLimitReached'],
        'QueuedExecutionConcurrencyReached',
      ],
      RUNNING: [
        ...['Running', 'Paused', 'Pausing', 'Discontinuing', 'WaitStepRunning'],
        ...['ApprovalWaiting', 'InterventionWaiting', 'ResourceWaiting', 'InputWaiting'],
      ],
    };
    for (const [status, all] of Object.entries(words))
      for (const word of all) expect(`${word} ${statusOf(word)}`).toBe(`${word} ${status}`);
    expect(statusOf('SomethingNew')).toBe('ABORTED');
    expect(runOf({ ...execution({ status: 'SomethingNew' }), endTs: null }).run.status).toBe(
      'RUNNING',
    );
    const { run } = runOf(execution({ status: 'IgnoreFailed' }));
    expect(run).toMatchObject({ statusName: 'IgnoreFailed', startedAt: START, endedAt: END });
    expect(runOf(execution({ status: 'Running' })).run.endedAt).toBeNull();
  });

  it('harness 4: a retry is another execution with its own number, and the same run', () => {
    const rerunInfo = { rootExecutionId: 'x1', prevExecutionId: 'x1' };
    const again = execution({
      ...{ id: 'x2', number: 5 },
      rest: { executionTriggerInfo: { triggerType: 'MANUAL', isRerun: true, rerunInfo } },
    });
    const [first, second] = mapped([execution(), again]).PIPELINE_RUN!;
    expect(first).toMatchObject({ run: `harness:${PLACE}:x1`, attempt: 1, number: '3' });
    expect(second).toMatchObject({ run: first!.run, attempt: 5, number: '5' });
    expect(second!.id).not.toBe(first!.id);
  });

  it('harness 9: fields that are absent are null, and nulls inside lists are nothing', () => {
    const { layoutNodeMap: _, ...bare } = execution();
    const { run, below } = runOf(bare);
    expect(below).toEqual([]);
    expect(run).toMatchObject({ infrastructure: null, environment: 'live', services: ['shop'] });
    const { planExecutionId, pipelineIdentifier, startTs } = bare;
    const least = runOf({ planExecutionId, pipelineIdentifier, startTs }).run;
    expect(least).toMatchObject({
      ...{ pipeline: 'Deploy_shop', status: 'RUNNING', kinds: [], tags: [], number: null },
      ...{ triggeredBy: null, environmentType: null, branch: null, commits: [] },
    });
  });

  it('harness 10: numbers of 64 bits that come as text disturb nothing', () => {
    const rest = { runSequence: '11', governanceMetadata: { created: '1663276236657' } };
    expect(runOf(execution({ rest })).run.number).toBe('11');
  });

  it('harness 13: stages that deploy to several places are a run each, with their own end', () => {
    const stages = [
      stage('s1', test, { endTs: START + 60_000 }),
      stage('s2', live, { startTs: START + 60_000, status: 'Failed' }),
    ];
    const { run, below } = runOf(execution({ stages, status: 'Failed' }));
    expect(run).toMatchObject({ environment: null, environmentType: null, services: [] });
    expect(below).toMatchObject([
      {
        ...{ environment: 'test', environmentType: 'PRE_PRODUCTION', status: 'SUCCESS' },
        ...{ parent: run.id, endedAt: START + 60_000, pipeline: 'Deploy shop / test' },
      },
      { environment: 'live', environmentType: 'PRODUCTION', status: 'FAILURE', endedAt: END },
    ]);
    const alike = runOf(execution({ stages: [stage('s1'), stage('s2')] }));
    expect(alike.below).toEqual([]);
    expect(alike.run).toMatchObject({ environment: 'live', environmentType: 'PRODUCTION' });
  });

  it('harness 14: of a matrix its children count, not the strategy around them, and no stage that has not begun', () => {
    const strategy = otherStage('m', 'MATRIX', {
      ...{ nodeGroup: 'STRATEGY', module: 'cd', startTs: START },
      edgeLayoutList: { currentNodeChildren: ['m0', 'm1'], nextIds: [] },
    });
    const children = [stage('m0', { service: 'shop' }), stage('m1', { service: 'search' })];
    const waiting = deploymentStage({ ...live, key: 'w', status: 'NotStarted', startTs: START });
    const skipped = stage('k', { service: 'mail' }, { status: 'Skipped' });
    const stages = [strategy, ...children, waiting, skipped];
    const { below } = runOf(execution({ stages }));
    expect(below.map(({ services }) => services)).toEqual([['shop'], ['search']]);
  });

  it('harness 15: a chained pipeline is a run below the one that started it', () => {
    const chain = execution({
      ...{
        id: 'above',
        stages: [stage('s1'), otherStage('p', 'Pipeline')],
        modules: ['cd', 'pms'],
      },
    });
    const above = { hasparentpipeline: true, executionid: 'above', stagenodeid: 'p' };
    const child = runOf(execution({ id: 'below', rest: { parentStageInfo: above } })).run;
    const { run, below } = runOf(chain);
    expect(child.parent).toBe(run.id);
    // Its own deployment stands beside the chained one, which would hide it otherwise.
    expect(below).toMatchObject([{ parent: run.id, environment: 'live' }]);
    const none = { hasparentpipeline: false, executionid: '' };
    expect(runOf(execution({ rest: { parentStageInfo: none } })).run.parent).toBeNull();
  });

  it('harness: a rollback by hand is one, and one that a failing execution made is part of its failure', () => {
    const back = stage('s1_rollbackStage', live, { isRollback: true });
    const waiting = deploymentStage({
      ...{ ...live, key: 'w_rollbackStage', status: 'NotStarted' },
      ...{ startTs: START, isRollback: true },
    });
    expect(runOf(execution({ stages: [stage('s1'), waiting] }))).toMatchObject({
      ...{ run: { rollback: false, environment: 'live' }, below: [] },
    });
    const byHand = execution({
      stages: [stage('s1', test), back],
      rest: { executionMode: 'POST_EXECUTION_ROLLBACK' },
    });
    expect(runOf(byHand)).toMatchObject({
      ...{ run: { rollback: true, kinds: ['CD'], environment: 'live' }, below: [] },
    });
    const above = { hasparentpipeline: true, executionid: 'x1' };
    const own = execution({
      ...{ id: 'x2', stages: [back] },
      rest: { executionMode: 'PIPELINE_ROLLBACK', parentStageInfo: above },
    });
    expect(runOf(own).run).toMatchObject({
      rollback: true,
      kinds: [],
      parent: `harness:${PLACE}:x1`,
    });
  });
});
