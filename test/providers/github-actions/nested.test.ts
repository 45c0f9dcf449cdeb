import { expect, it } from 'vitest';
import { deploysItself, effectiveRuns } from '../../../src/engine/correlate/nested-runs.js';
import { runsOf } from '../../../src/engine/correlate/retries.js';
import type { PipelineRunFact } from '../../../src/model/facts/delivery.js';
import { deployment, job, mapDeployment, mapRuns, run, status } from './recorded.js';

const deploying = { name: 'Deploy', path: '.github/workflows/deploy.yml' };

/** Returns the runs that count by themselves, without any team's scope. */
function effective(facts: readonly PipelineRunFact[]) {
  const attempts = facts.map((fact, number) => ({
    ...fact,
    ...{ number, repository: null, services: [] },
  }));
  return effectiveRuns(runsOf(attempts), () => false).map(({ run: own, deploysBelow }) => ({
    id: own[0]!.id,
    deploys: deploysItself(own[0]!),
    deploysBelow,
  }));
}

const deployed = (id: number, jobNumber: number, state: string) =>
  mapDeployment(deployment({ id, original_environment: 'production' }), [
    status(state, '2026-11-02T10:06:00Z', {
      logUrl: `https://github.com/acme/shop/actions/runs/100/job/${jobNumber}`,
    }),
  ]).PIPELINE_RUN ?? [];

it('a run, its deploying job and its deployment are one deployment', () => {
  const runs = mapRuns([{ run: run(deploying), jobs: [job({ name: 'deploy' })] }]).PIPELINE_RUN!;
  const found = effective([...runs, ...deployed(900, 500, 'SUCCESS')]);
  expect(found.filter(({ deploys }) => deploys)).toEqual([
    { id: 'github-actions:github.com:deployment:900', deploys: true, deploysBelow: false },
  ]);
  expect(found.find(({ id }) => id.includes(':run:'))).toMatchObject({ deploysBelow: true });
});

it('github: a run that was tried again deploys once, as its last attempt did', () => {
  const runs = mapRuns([
    { run: run({ ...deploying, conclusion: 'failure' }), jobs: [job({ name: 'deploy' })] },
    {
      run: run({ ...deploying, run_attempt: 2 }),
      jobs: [job({ id: 501, run_attempt: 2, name: 'deploy' })],
    },
  ]).PIPELINE_RUN!;
  const found = effective([
    ...runs,
    ...deployed(900, 500, 'FAILURE'),
    ...deployed(901, 501, 'SUCCESS'),
  ]);
  expect(found.filter(({ deploys }) => deploys).map(({ id }) => id)).toEqual([
    'github-actions:github.com:deployment:901',
  ]);
});

it('a run that deploys nowhere by GitHub’s word stands for its jobs', () => {
  const runs = mapRuns([{ run: run(deploying), jobs: [job({ name: 'deploy' })] }]).PIPELINE_RUN!;
  expect(effective(runs)).toEqual([
    { id: 'github-actions:github.com:run:100:1', deploys: false, deploysBelow: false },
  ]);
});
