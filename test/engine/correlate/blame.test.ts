import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type BlamableDeployment,
  blameLinks,
  type Disturbance,
} from '../../../src/engine/correlate/blame.js';
import { idOf, shuffled } from './deployment-history.js';

const deployment = (
  number: number,
  endedAt: number,
  more: Partial<BlamableDeployment> = {},
): BlamableDeployment => ({
  ...{ number, id: idOf(number), ids: [`run-${number}`], succeeded: true },
  ...{ services: [7], repositories: [1], endedAt, ...more },
});
const incident = (
  number: number,
  createdAt: number,
  more: Partial<Disturbance> = {},
): Disturbance => ({
  ...{ number, createdAt, services: [], repositories: [], causedBy: [], ...more },
});
const blamed = (...input: Parameters<typeof blameLinks>) =>
  blameLinks(...input).map(({ source, target, at, rule }) => [source, target, at, rule]);

describe('an incident blames', () => {
  const deployments = [
    deployment(1, 100),
    deployment(2, 200, { services: [8] }),
    deployment(3, 300, { succeeded: false }),
  ];

  it('the deployments that its tool names, each once, whatever became of them', () => {
    const attempts = [...deployments, deployment(4, 400, { ids: ['run-4', 'first attempt'] })];
    const causedBy = ['run-3', 'first attempt', 'run-4'];
    expect(blamed([incident(90, 50, { services: [7], causedBy })], attempts)).toEqual([
      [90, 3, 300, 'EXPLICIT'],
      [90, 4, 400, 'EXPLICIT'],
    ]);
  });

  it('every deployment below a run that its tool names, in whatever order they are known', () => {
    const below = [
      deployment(5, 500, { ids: ['run-5', 'above'] }),
      deployment(6, 400, { ids: ['run-6', 'above'] }),
    ];
    const expected = [
      [90, 5, 500, 'EXPLICIT'],
      [90, 6, 400, 'EXPLICIT'],
    ];
    for (const known of [below, below.toReversed()])
      expect(blamed([incident(90, 50, { causedBy: ['above'] })], known)).toEqual(expected);
  });

  it('no other where its tool names one that is not known', () => {
    expect(blamed([incident(90, 500, { services: [7], causedBy: ['gone'] })], deployments)).toEqual(
      [],
    );
  });

  it('else the last successful one of its services and repositories, however long ago', () => {
    const since = (more: Partial<Disturbance>) =>
      blamed([incident(90, 9_999_999, more)], deployments);
    expect(since({ services: [7] })).toEqual([[90, 1, 100, 'SERVICE']]);
    expect(since({ services: [7], repositories: [1] })).toEqual([[90, 2, 200, 'REPOSITORY']]);
    expect(since({ services: [8], repositories: [1] })).toEqual([[90, 2, 200, 'SERVICE']]);
    expect(since({ services: [7, 8] })).toEqual([[90, 2, 200, 'SERVICE']]);
    expect(since({ services: [9], repositories: [1] })).toEqual([[90, 2, 200, 'REPOSITORY']]);
    expect(since({})).toEqual([]);
  });

  it('none that did not end strictly before it', () => {
    const at = [100, 101, 200, 201].map((createdAt) =>
      incident(createdAt, createdAt, { repositories: [1] }),
    );
    expect(blamed(at, deployments)).toEqual([
      [101, 1, 100, 'REPOSITORY'],
      [200, 1, 100, 'REPOSITORY'],
      [201, 2, 200, 'REPOSITORY'],
    ]);
  });
});

describe('three deployments, the first blamed twice and the last once', () => {
  it('are two that failed', () => {
    const deployments = [deployment(1, 10), deployment(2, 20), deployment(3, 30)];
    const incidents = [11, 12, 31].map((at) => incident(at + 80, at, { services: [7] }));
    const failed = new Set(blameLinks(incidents, deployments).map(({ target }) => target));
    // D1 < D2 < D3, failures blamed on D1 (twice) and D3: 2 of 3.
    expect(failed).toEqual(new Set([1, 3]));
  });
});

const anyDeployments = fc
  .array(
    fc.record({
      endedAt: fc.nat(9),
      succeeded: fc.boolean(),
      services: fc.subarray([7, 8]),
      repositories: fc.subarray([1, 2]),
    }),
    { maxLength: 8 },
  )
  .map((rows) => rows.map(({ endedAt, ...more }, index) => deployment(index, endedAt, more)));
const anyIncidents = fc
  .array(
    fc.record({
      createdAt: fc.nat(10),
      services: fc.subarray([7, 8, 9], { maxLength: 2 }),
      repositories: fc.subarray([1, 2]),
      causedBy: fc.subarray(['run-1', 'run-2', 'run-99'], { maxLength: 2 }),
    }),
    { maxLength: 4 },
  )
  .map((rows) =>
    rows.map(({ createdAt, ...more }, index) => incident(90 + index, createdAt, more)),
  );

describe('blame', () => {
  it('does not depend on the order, and is the same incident by incident', () => {
    const input = fc
      .tuple(anyIncidents, anyDeployments)
      .chain(([incidents, deployments]) =>
        fc.tuple(fc.constant(incidents), fc.constant(deployments), shuffled(deployments)),
      );
    fc.assert(
      fc.property(input, ([incidents, deployments, other]) => {
        const links = blameLinks(incidents, deployments);
        expect(blameLinks(incidents.toReversed(), other)).toEqual(links);
        expect(incidents.flatMap((each) => blameLinks([each], other))).toEqual(links);
      }),
    );
  });

  it('that is guessed is of the last success there is before the incident, wherever it is looked for', () => {
    fc.assert(
      fc.property(anyIncidents, anyDeployments, (incidents, deployments) => {
        for (const each of incidents.filter(({ causedBy }) => causedBy.length === 0)) {
          const candidates = deployments.filter(
            ({ succeeded, endedAt, services, repositories }) =>
              succeeded &&
              endedAt < each.createdAt &&
              (services.some((one) => each.services.includes(one)) ||
                repositories.some((one) => each.repositories.includes(one))),
          );
          const ends = candidates.map(({ endedAt }) => endedAt);
          const [link] = blameLinks([each], deployments);
          expect(link?.at ?? null).toBe(ends.length === 0 ? null : Math.max(...ends));
        }
      }),
    );
  });

  it('stays where deployments change that end at or after the incident', () => {
    fc.assert(
      fc.property(anyIncidents, anyDeployments, fc.nat(9), (incidents, deployments, from) => {
        const guessing = incidents.filter(
          ({ createdAt, causedBy }) => createdAt <= from && causedBy.length === 0,
        );
        const before = deployments.filter(({ endedAt }) => endedAt < from);
        expect(blameLinks(guessing, before)).toEqual(blameLinks(guessing, deployments));
      }),
    );
  });
});
