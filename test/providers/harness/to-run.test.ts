import { describe, expect, it } from 'vitest';
import { remoteKey } from '../../../src/model/facts/remote-url.js';
import { buildInfo, deploymentStage, otherStage, summaryOf } from '../play/harness/elements.js';
import { mapped, NOW, PLACE, runOf } from './support.js';

const START = NOW - 600_000;
const SHA = 'c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00';
const author = { id: 'mira', name: 'Mira Stone', email: 'mira@harbour.example' };
const times = { startTs: START, endTs: NOW, number: 7 };

const build = summaryOf({
  ...{ ...times, id: 'b1', pipeline: 'Build shop', modules: ['ci'] },
  stages: [otherStage('ci', 'CI', { startTs: START, endTs: NOW })],
  build: buildInfo({ branch: 'main', commits: [SHA], repository: 'harbour/shop', author }),
});
const deploymentOf = (path: string, by?: Parameters<typeof summaryOf>[0]['by']) =>
  summaryOf({
    ...{ ...times, id: 'd1', pipeline: 'Deploy shop', modules: ['cd'] },
    ...(by ? { by } : {}),
    stages: [
      deploymentStage({
        ...{ key: 's', service: 'shop', environment: 'live', type: 'Production' },
        ...{ startTs: START, endTs: NOW, image: { path, tag: '1.7' } },
      }),
    ],
  });

describe('a build of Harness', () => {
  const image = { imageName: 'harbour/shop', tag: '1.7', digest: 'sha256:aa' };
  const { PIPELINE_RUN, REPOSITORY } = mapped([build], {}, [image]);
  const [run] = PIPELINE_RUN!;

  it('has the branch, the commits and the repository, under the address that others report', () => {
    expect(run).toMatchObject({ kinds: ['CI'], branch: 'main', commits: [SHA] });
    expect(REPOSITORY).toMatchObject([
      { id: run!.repository, name: 'harbour/shop', url: 'https://github.com/harbour/shop' },
    ]);
    expect(remoteKey(REPOSITORY![0]!.url!)).toBe(remoteKey('git@github.com:harbour/shop.git'));
    expect(run!.repository).toBe(`harness:${PLACE}:repository:github.com/harbour/shop`);
  });

  it('meets the deployment of its image, by the tag and by the digest', () => {
    const [taken] = runOf(deploymentOf('harbour/shop')).run.artifactsIn;
    expect(run!.artifactsOut).toEqual([
      { location: 'registry', name: 'harbour/shop', qualifier: '1.7' },
      { location: 'registry', name: 'harbour/shop', qualifier: 'sha256:aa' },
    ]);
    expect(run!.artifactsOut).toContainEqual(taken);
    const { artifactsIn } = runOf(deploymentOf('Registry.example:5000/harbour/shop')).run;
    expect(artifactsIn).toEqual([
      { location: 'registry.example:5000', name: 'harbour/shop', qualifier: '1.7' },
    ]);
  });
});

describe('who started an execution of Harness', () => {
  const callerOf = (execution: object) => runOf(execution as typeof build).run.triggeredBy;

  it('is its user, and a service account is a bot', () => {
    const by = { uuid: 'u1', identifier: 'Otto Reed', email: 'otto@harbour.example' };
    expect(callerOf(deploymentOf('x/y', by))).toEqual({
      ...{ applicationType: 'HARNESS', id: 'u1', name: 'Otto Reed', email: by.email },
    });
    const account = { ...by, uuid: 'u2', email: 'deployer@service.harness.io' };
    expect(callerOf(deploymentOf('x/y', account))).toMatchObject({ id: 'u2', bot: true });
  });

  it('is the author of the push where a trigger did, and nobody where that is not known', () => {
    expect(callerOf(build)).toMatchObject({ id: author.email, name: 'Mira Stone' });
    expect(callerOf(deploymentOf('x/y'))).toBeNull();
  });
});
