import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Build,
  buildsOfChanges,
  buildsOfPullRequests,
  type Delivery,
  deliveredCode,
  deploymentsOfBuilds,
} from '../../../src/engine/correlate/builds.js';
import { idOf, shuffled } from './deployment-history.js';

const image = (qualifier: string) => ({ location: 'registry', name: 'shop', qualifier });
const build = (number: number, endedAt: number | null, more: Partial<Build> = {}): Build => ({
  ...{ number, id: idOf(number), repositories: [1], commits: [], artifactsOut: [], endedAt },
  ...more,
});
const delivery = (number: number, startedAt: number, more: Partial<Delivery> = {}): Delivery => ({
  ...{ number, repositories: [], commits: [], artifactsIn: [], startedAt },
  ...{ endedAt: startedAt + 1, ...more },
});
const plain = (links: readonly { source: number; target: number; rule: string }[]) =>
  links.map(({ source, target, rule }) => [source, target, rule]);

describe('the builds of a pull request', () => {
  it('are those over its merge commit, its head and its commits, each once', () => {
    const builds = [
      build(11, 1, { commits: ['a'] }),
      build(12, 2, { commits: ['b', 'a'] }),
      build(13, null, { commits: ['m', 'x'] }),
      build(14, 4, { commits: ['x'] }),
    ];
    const pullRequests = [{ number: 1, mergeSha: 'm', headSha: 'b', commits: ['a', 'b'] }];
    expect(buildsOfPullRequests(pullRequests, builds)).toEqual([
      { relation: 'PULL_REQUEST_BUILD', source: 1, target: 11, at: 1, rule: 'COMMIT' },
      { relation: 'PULL_REQUEST_BUILD', source: 1, target: 12, at: 2, rule: 'HEAD_COMMIT' },
      { relation: 'PULL_REQUEST_BUILD', source: 1, target: 13, at: null, rule: 'MERGE_COMMIT' },
    ]);
  });
});

it('the builds of a change are those over its step and over what it brings in, each once', () => {
  const builds = [
    build(11, 1, { commits: ['a'] }),
    build(12, 2, { commits: ['m', 'a'] }),
    build(13, 3, { commits: ['x'] }),
  ];
  expect(buildsOfChanges([{ number: 1, sha: 'm', commits: ['a', 'b'] }], builds)).toEqual([
    { relation: 'CHANGE_BUILD', source: 1, target: 11, at: 1, rule: 'COMMIT' },
    { relation: 'CHANGE_BUILD', source: 1, target: 12, at: 2, rule: 'MERGE_COMMIT' },
  ]);
});

describe('a deployment takes', () => {
  it('the build that made its artifact, equal in location, name and qualifier', () => {
    const builds = [
      build(11, 1, { artifactsOut: [image('1')], commits: ['a'] }),
      build(12, 2, { artifactsOut: [image('2')], commits: ['a'] }),
    ];
    const deliveries = [delivery(20, 5, { artifactsIn: [image('2')], commits: ['a'] })];
    expect(deploymentsOfBuilds(deliveries, builds)).toEqual([
      { relation: 'BUILD_DEPLOYMENT', source: 12, target: 20, at: 6, rule: 'ARTIFACT' },
    ]);
  });

  it('of an artifact made again the last build before it, else the first', () => {
    const latest = { artifactsOut: [image('latest')] };
    const builds = [build(13, 3, latest), build(11, 1, latest), build(12, 2, latest)];
    const deliveries = [0, 2, 9].map((startedAt) =>
      delivery(20 + startedAt, startedAt, { artifactsIn: [image('latest')] }),
    );
    expect(plain(deploymentsOfBuilds(deliveries, builds))).toEqual([
      [11, 20, 'ARTIFACT'],
      [12, 22, 'ARTIFACT'],
      [13, 29, 'ARTIFACT'],
    ]);
  });

  it('else the builds over its commits, never itself', () => {
    const builds = [
      build(11, 1, { commits: ['a'] }),
      build(12, 2, { commits: ['b'] }),
      build(20, 6, { commits: ['b'] }),
    ];
    const deliveries = [delivery(20, 5, { commits: ['b', 'a'], artifactsIn: [image('unknown')] })];
    expect(plain(deploymentsOfBuilds(deliveries, builds))).toEqual([
      [11, 20, 'COMMIT'],
      [12, 20, 'COMMIT'],
    ]);
  });

  it('and so consists of what its builds were made of', () => {
    const builds = [build(11, 1, { commits: ['b', 'a'], artifactsOut: [image('1')] })];
    const taking = delivery(20, 5, { artifactsIn: [image('1')] });
    const bare = delivery(21, 5, { repositories: [2], commits: ['c'] });
    const links = deploymentsOfBuilds([taking, bare], builds);
    expect(deliveredCode([taking, bare], builds, links, () => [9])).toEqual(
      new Map([
        [20, { repositories: [1], commits: ['b', 'a'] }],
        [21, { repositories: [2], commits: ['c'] }],
      ]),
    );
  });

  it('and lies, where it names no repository, where the builds over its commits lie, otherwise where its commits are known', () => {
    const builds = [
      build(11, 1, { repositories: [3], commits: ['a'] }),
      build(12, 1, { repositories: [], commits: ['b'] }),
    ];
    const deliveries = [
      delivery(20, 5, { commits: ['a'] }),
      delivery(21, 5, { commits: ['b'] }),
      delivery(22, 5, { commits: ['gone'] }),
      delivery(23, 5, { repositories: [2], commits: ['a', 'b'] }),
    ];
    const homes = new Map([
      ['a', [7]],
      ['b', [9, 8]],
    ]);
    const links = deploymentsOfBuilds(deliveries, builds);
    const delivered = deliveredCode(deliveries, builds, links, (sha) => homes.get(sha) ?? []);
    expect([...delivered].map(([number, { repositories }]) => [number, repositories])).toEqual([
      [20, [3]],
      [21, [8, 9]],
      [22, []],
      [23, [2]],
    ]);
  });
});

const anyCommits = fc.subarray(['a', 'b', 'c', 'd']);
const anyImages = fc.subarray([image('1'), image('2')]);
const anyBuilds = fc
  .array(
    fc.record({ endedAt: fc.option(fc.nat(9)), commits: anyCommits, artifactsOut: anyImages }),
    { maxLength: 6 },
  )
  .map((rows) => rows.map(({ endedAt, ...more }, index) => build(index + 10, endedAt, more)));
const anyDeliveries = fc
  .array(fc.record({ startedAt: fc.nat(9), commits: anyCommits, artifactsIn: anyImages }), {
    maxLength: 4,
  })
  .map((rows) =>
    rows.map(({ startedAt, ...more }, index) => delivery(index + 14, startedAt, more)),
  );
const anyPullRequests = fc
  .array(
    fc.record({
      mergeSha: fc.constantFrom('a', null),
      headSha: fc.constant('b'),
      commits: anyCommits,
    }),
    {
      maxLength: 4,
    },
  )
  .map((rows) => rows.map((row, index) => ({ number: index + 1, ...row })));

describe('links of builds', () => {
  it('do not depend on the order, and are the same one by one', () => {
    const input = fc
      .tuple(anyBuilds, anyDeliveries, anyPullRequests)
      .chain(([builds, deliveries, pullRequests]) =>
        fc.tuple(fc.constant([builds, deliveries, pullRequests] as const), shuffled(builds)),
      );
    fc.assert(
      fc.property(input, ([[builds, deliveries, pullRequests], other]) => {
        const deployments = deploymentsOfBuilds(deliveries, builds);
        expect(deploymentsOfBuilds(deliveries.toReversed(), other)).toEqual(deployments);
        for (const each of deliveries)
          expect(deploymentsOfBuilds([each], other)).toEqual(
            deployments.filter(({ target }) => target === each.number),
          );
        const built = buildsOfPullRequests(pullRequests, builds);
        expect(buildsOfPullRequests(pullRequests.toReversed(), other)).toEqual(built);
        const alone = pullRequests.flatMap((each) => buildsOfPullRequests([each], other));
        expect(alone).toEqual(built);
        const partly = builds.flatMap((each) => buildsOfPullRequests(pullRequests, [each]));
        expect(new Set(partly)).toEqual(new Set(built));
      }),
    );
  });
});
