import { expect, it } from 'vitest';
import { unknownPerson } from '../../../src/model/facts/people.js';
import { deployment, mapDeployment, status } from './recorded.js';

const factOf = (...asked: Parameters<typeof mapDeployment>) =>
  mapDeployment(...asked).PIPELINE_RUN![0]!;
const at = (time: string) => Date.parse(time);

it('github: a deployment that became inactive was a success: the first terminal status counts', () => {
  const fact = factOf(deployment(), [
    status('INACTIVE', '2026-11-20T10:00:00Z'),
    status('SUCCESS', '2026-11-02T10:06:00Z'),
    status('IN_PROGRESS', '2026-11-02T10:02:00Z'),
    status('QUEUED', '2026-11-02T10:01:00Z'),
  ]);
  expect(fact).toMatchObject({
    status: 'SUCCESS',
    statusName: 'success',
    startedAt: at('2026-11-02T10:02:00Z'),
    endedAt: at('2026-11-02T10:06:00Z'),
    updatedAt: at('2026-11-20T10:00:00Z'),
  });
});

it('a failure that is called a success later was a failure', () => {
  const fact = factOf(deployment(), [
    status('SUCCESS', '2026-11-03T10:06:00Z'),
    status('ERROR', '2026-11-02T10:06:00Z'),
  ]);
  expect(fact).toMatchObject({
    status: 'FAILURE',
    statusName: 'error',
    endedAt: at('2026-11-02T10:06:00Z'),
  });
});

it('of statuses of one second the one that GitHub lists last came first', () => {
  const second = '2026-11-02T10:06:00Z';
  const fact = factOf(deployment(), [
    status('INACTIVE', second),
    status('FAILURE', second),
    status('SUCCESS', second),
  ]);
  expect(fact.status).toBe('SUCCESS');
});

it('a deployment that was given up before it ended is aborted', () => {
  const fact = factOf(deployment(), [
    status('INACTIVE', '2026-11-03T10:00:00Z'),
    status('IN_PROGRESS', '2026-11-02T10:02:00Z'),
  ]);
  expect(fact).toMatchObject({ status: 'ABORTED', endedAt: at('2026-11-03T10:00:00Z') });
});

it.each([
  [[], 'QUEUED', 'queued'],
  [['WAITING'], 'QUEUED', 'waiting'],
  [['IN_PROGRESS', 'QUEUED'], 'RUNNING', 'in_progress'],
])('has not ended with %j', (states, meant, word) => {
  const fact = factOf(
    deployment(),
    states.map((state) => status(state, '2026-11-02T10:02:00Z')),
  );
  expect(fact).toMatchObject({ status: meant, statusName: word, endedAt: null });
});

it('lies below the job that deployed, so that a run and its deployment count once', () => {
  const logUrl = 'https://github.com/acme/shop/actions/runs/100/job/500';
  const statuses = [status('SUCCESS', '2026-11-02T10:06:00Z', { logUrl })];
  expect(factOf(deployment(), statuses)).toMatchObject({
    parent: 'github-actions:github.com:job:500',
    url: logUrl,
  });
  const whole = factOf(deployment(), statuses, { jobs: 'NONE' });
  expect(whole.parent).toBe('github-actions:github.com:run:100:1');
  const older = 'https://github.com/acme/shop/runs/500?check_suite_focus=true';
  expect(
    factOf(deployment(), [status('SUCCESS', '2026-11-02T10:06:00Z', { logUrl: older })]).parent,
  ).toBe('github-actions:github.com:job:500');
});

it('stands alone where something else than Actions deployed', () => {
  const fact = factOf(deployment(), [
    status('SUCCESS', '2026-11-02T10:06:00Z', { logUrl: 'https://ci.example.com/7' }),
  ]);
  expect(fact).toMatchObject({ parent: null, url: 'https://github.com/acme/shop/deployments' });
});

it('deploys its commit to the environment that was asked for', () => {
  const given = deployment({
    environment: 'staging-2',
    original_environment: 'production',
    production_environment: true,
    ref: 'refs/heads/release/1.2',
  });
  expect(factOf(given, [])).toMatchObject({
    kinds: ['CD'],
    commits: ['a1b2c3d4e5'],
    branch: 'release/1.2',
    environment: 'production',
    environmentType: 'PRODUCTION',
    pipeline: 'deploy to production',
    repository: 'github-actions:github.com:7',
  });
});

it('names no branch where a bare commit was deployed, and nobody where its creator is deleted', () => {
  const fact = factOf(deployment({ ref: 'a1b2c3d4e5', creator: null }), []);
  expect(fact).toMatchObject({ branch: null, triggeredBy: unknownPerson });
});

it('counts what cannot be read', () => {
  expect(mapDeployment({ id: 1 }, []).dropped).toEqual({ MALFORMED_DEPLOYMENT: 1 });
  expect(mapDeployment(deployment(), [{ at: 1 }]).dropped).toEqual({
    MALFORMED_DEPLOYMENT_STATUS: 1,
  });
});
