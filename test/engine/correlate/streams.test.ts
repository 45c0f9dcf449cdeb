import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextSuccessLinks, streamsOf } from '../../../src/engine/correlate/streams.js';
import { anyDeployments, deployment, shuffled } from './deployment-history.js';

const members = (deployments: readonly ReturnType<typeof deployment>[]) =>
  streamsOf(deployments).map((stream) => stream.deployments.map(({ number }) => number));

describe('a stream', () => {
  it('holds the successful deployments in the order of their ends, ties by id', () => {
    const failed = deployment(3, 5, { succeeded: false });
    expect(members([deployment(4, 20), deployment(2, 10), deployment(1, 10), failed])).toEqual([
      [1, 2, 4],
    ]);
  });

  it('is of one repository, environment and service, or else pipeline', () => {
    const deployments = [
      deployment(1, 1),
      deployment(2, 2, { repositories: [2] }),
      deployment(3, 3, { environments: ['prod'] }),
      deployment(4, 4, { environments: [' PROD'] }),
      deployment(5, 5, { pipeline: 51 }),
      deployment(6, 6, { services: [7] }),
      deployment(7, 7, { services: [7], pipeline: 51 }),
      deployment(8, 8, { services: [8, 7] }),
    ];
    expect(members(deployments).sort()).toEqual([[1], [2], [3, 4], [5], [6, 7, 8], [8]]);
  });
});

describe('the next success', () => {
  const links = (deployments: readonly ReturnType<typeof deployment>[]) =>
    nextSuccessLinks(deployments).map(({ source, target, at }) => [source, target, at]);

  it('follows a deployment in its stream, whether that succeeded or not', () => {
    const failed = deployment(2, 20, { succeeded: false });
    const deployments = [deployment(1, 10), failed, deployment(3, 30), deployment(4, 25)];
    expect(links(deployments)).toEqual([
      [1, 4, 25],
      [2, 4, 25],
      [4, 3, 30],
    ]);
  });

  it('is the earliest of several streams', () => {
    const both = deployment(1, 10, { services: [7, 8], succeeded: false });
    const of8 = deployment(3, 30, { services: [8] });
    expect(links([both, of8, deployment(2, 40, { services: [7] })])).toEqual([[1, 3, 30]]);
  });

  it('does not depend on the order, and is the first that a search finds', () => {
    const input = anyDeployments.chain((all) => fc.tuple(fc.constant(all), shuffled(all)));
    fc.assert(
      fc.property(input, ([deployments, other]) => {
        const found = nextSuccessLinks(deployments);
        expect(nextSuccessLinks(other)).toEqual(found);
        const streams = streamsOf(deployments.map((each) => ({ ...each, succeeded: true })));
        for (const { number } of deployments) {
          const following = streams.flatMap((stream) => {
            const after = stream.deployments.findIndex((each) => each.number === number);
            return after < 0 ? [] : stream.deployments.slice(after + 1);
          });
          const ends = following
            .filter((each) => deployments.find((one) => one.number === each.number)!.succeeded)
            .map(({ endedAt }) => endedAt);
          const link = found.find(({ source }) => source === number);
          expect(link?.at ?? null).toBe(ends.length === 0 ? null : Math.min(...ends));
        }
      }),
    );
  });

  it('of what ended since an instant is found among that alone', () => {
    fc.assert(
      fc.property(anyDeployments, fc.nat(20), (deployments, from) => {
        const since = deployments.filter(({ endedAt }) => endedAt >= from);
        const numbers = new Set(since.map(({ number }) => number));
        const whole = nextSuccessLinks(deployments).filter(({ source }) => numbers.has(source));
        expect(nextSuccessLinks(since)).toEqual(whole);
      }),
    );
  });
});
