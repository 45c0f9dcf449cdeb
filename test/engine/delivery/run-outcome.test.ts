import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../../../src/engine/delivery/run-outcome.js';
import type { FilterCondition, FilterSet } from '../../../src/model/filter.js';
import type { RunInput } from '../../../src/model/inputs/delivery-input.js';
import { emptyTeamSettings, type PipelineSettings } from '../../../src/model/team.js';
import { run } from '../metrics/delivery-story.js';

const outcome = (rest: Partial<RunInput>, settings: Partial<PipelineSettings> = {}) =>
  outcomeOf(run(1, '2024-04-01T10:00Z', rest), { ...emptyTeamSettings.pipelines, ...settings });
const is = (property: string, ...values: string[]): FilterCondition => ({
  property,
  operator: 'EQUALS',
  values,
});
const any = (...conditions: FilterCondition[]): FilterSet => ({ op: 'OR', conditions });

describe('production', () => {
  it('is what the tool calls so, whatever the name of the environment', () => {
    expect(outcome({ traits: { environment: ['staging'] } })).toBe('SUCCESSFUL');
    expect(outcome({ environmentType: 'PRE_PRODUCTION', traits: { environment: ['prod'] } })).toBe(
      'NOT_PRODUCTION',
    );
  });

  it('is known by the name where the tool does not say, and by the scope where that names environments', () => {
    const named = (name: string, settings = {}) =>
      outcome({ environmentType: null, traits: { environment: [name] } }, settings);
    expect(named('eu-PROD-1')).toBe('SUCCESSFUL');
    expect(named('Live')).toBe('SUCCESSFUL');
    expect(named('staging')).toBe('NOT_PRODUCTION');
    expect(named('staging', { scope: [is('environment', 'staging')] })).toBe('SUCCESSFUL');
  });

  it('is a run of the scope that has no environment', () => {
    expect(outcome({ environmentType: null })).toBe('SUCCESSFUL');
  });
});

describe('success and failure', () => {
  it('are as the tool says where the team has no filters; a roll back is a failure', () => {
    expect(outcome({ status: 'SUCCESS' })).toBe('SUCCESSFUL');
    expect(outcome({ status: 'FAILURE' })).toBe('FAILED');
    expect(outcome({ status: 'SUCCESS', rollback: true })).toBe('FAILED');
    for (const status of ['ABORTED', 'SKIPPED', 'QUEUED', 'RUNNING'] as const)
      expect(outcome({ status })).toBe('NOT_FINISHED');
  });

  it('are by any condition of the team’s filters, failure first', () => {
    const failure = any(is('rollback', 'true'), is('status', 'Expired'));
    const success = any(is('status', 'Success', 'IgnoreFailed'));
    const by = (status: string, rest: Partial<RunInput> = {}) =>
      outcome({ traits: { status: [status] }, ...rest }, { failure, success });
    expect(by('expired')).toBe('FAILED');
    expect(by('Success', { rollback: true })).toBe('FAILED');
    expect(by('IgnoreFailed', { status: 'FAILURE' })).toBe('SUCCESSFUL');
    expect(by('Failed', { status: 'FAILURE' })).toBe('OTHER_STATE');
    expect(by('Aborted', { status: 'ABORTED' })).toBe('NOT_FINISHED');
  });

  it('are not there until the tool reports an end, whatever the status; a mark of failure knows better', () => {
    for (const status of ['SUCCESS', 'FAILURE'] as const)
      expect(outcome({ status, endedAt: null })).toBe('NOT_FINISHED');
    expect(outcome({ endedAt: null, mark: 'FAILED' })).toBe('FAILED');
    expect(outcome({ endedAt: null, mark: 'REPAIR' })).toBe('NOT_FINISHED');
  });

  it('are overruled by a mark', () => {
    expect(outcome({ mark: 'FAILED' })).toBe('FAILED');
    expect(outcome({ mark: 'NOT_A_DEPLOYMENT', status: 'FAILURE' })).toBe('NOT_A_DEPLOYMENT');
    expect(outcome({ mark: 'REPAIR' })).toBe('SUCCESSFUL');
  });
});
