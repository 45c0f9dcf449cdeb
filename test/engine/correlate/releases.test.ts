import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCommitGraph } from '../../../src/engine/correlate/commit-graph.js';
import { firstReleases, releasesOf } from '../../../src/engine/correlate/releases.js';
import { releasesContaining } from '../../../src/engine/correlate/releases-containing.js';
import type { ReleaseTag } from '../../../src/model/linkable.js';
import { DEFAULT_RELEASE_PATTERN } from '../../../src/model/team.js';

const tag = (number: number, name: string, taggedAt: number, position: number | null, sha = name) =>
  ({ number, name, sha, taggedAt, position }) satisfies ReleaseTag;

describe('releases', () => {
  it('are the tags whose whole name matches', () => {
    const tags = [
      tag(1, 'v1.0.0', 1, 0),
      tag(2, 'v1.0.0-rc.1', 2, 1),
      tag(3, 'nightly-1.0.0', 3, 2),
    ];
    expect(releasesOf(tags, DEFAULT_RELEASE_PATTERN).map(({ name }) => name)).toEqual(['v1.0.0']);
    expect(releasesOf(tags, 'v1|nightly')).toEqual([]);
  });

  it('are one for all tags of a commit, at the earliest instant, ties by name', () => {
    const tags = [tag(1, 'v2', 20, 5, 's'), tag(2, 'v1', 10, 5, 's'), tag(3, 'v0', 10, 5, 's')];
    expect(releasesOf(tags, 'v\\d')).toEqual([
      { number: 3, name: 'v0', sha: 's', releasedAt: 10, position: 5, tags: [3, 2, 1] },
    ]);
  });
});

describe('a pull request of a repository whose history is not known', () => {
  const releases = releasesOf(
    [tag(1, 'v1', 10, null), tag(2, 'v3', 30, null), tag(3, 'v2', 20, 0), tag(4, 'v2.1', 20, null)],
    '.*',
  );

  const mergedAt = (...instants: number[]) =>
    instants.map((at) => ({ number: at, mergedAt: at, mergeSha: null, headSha: null }));

  it('is in the first release at its merge or after it, of several at once in that of the lowest number', () => {
    const found = releasesContaining(mergedAt(11, 20, 21, 30, 31), releases, null);
    expect(found.map(({ number, release, rule }) => [number, release.number, rule])).toEqual([
      [11, 3, 'RELEASED_AFTER_MERGE'],
      [20, 3, 'RELEASED_AFTER_MERGE'],
      [21, 2, 'RELEASED_AFTER_MERGE'],
      [30, 2, 'RELEASED_AFTER_MERGE'],
    ]);
  });

  it('is in no release where the first release of all may hold it', () => {
    const found = releasesContaining(mergedAt(9, 10), releases, null);
    expect(found).toMatchObject([{ baseline: true }, { baseline: true }]);
  });

  it('is in the first release that has it as an ancestor where the parents of commits are known', () => {
    const parents = { root: [], m1: ['root'], m2: ['m1'], r1: ['m1'] };
    const graph = createCommitGraph(
      Object.entries(parents).map(([sha, above]) => ({ sha, parents: above, position: null })),
    );
    const tags = [
      tag(1, 'v0', 10, null, 'root'),
      tag(2, 'v1', 20, null, 'r1'),
      tag(3, 'v2', 30, null, 'm2'),
    ];
    const merged = ['m1', 'm2'].map((mergeSha, number) => ({
      ...{ number, mergedAt: 5, mergeSha, headSha: null },
    }));
    const found = releasesContaining(merged, releasesOf(tags, '.*'), graph);
    expect(found.map(({ release, rule }) => [release.name, rule])).toEqual([
      ['v1', 'TAG_CONTAINS_MERGE'],
      ['v2', 'TAG_CONTAINS_MERGE'],
    ]);
  });
});

describe('a change', () => {
  const releases = releasesOf(
    [tag(1, 'v1', 10, 2), tag(2, 'v3', 30, 8), tag(3, 'v2', 20, 4), tag(4, 'v1.1', 40, 3)],
    '.*',
  );

  it('is in the first release by instant that contains it', () => {
    const first = firstReleases(
      [3, 4, 5, 8, 9].map((position) => ({ number: position, position })),
      releases,
    );
    expect(first.map(({ release }) => release)).toEqual([3, 3, 2, 2, null]);
    expect(first.map(({ releasedAt }) => releasedAt)).toEqual([20, 20, 30, 30, null]);
  });

  it('of the first release is its baseline and has no release', () => {
    const first = firstReleases([{ number: 1, position: 2 }], releases);
    expect(first).toEqual([{ change: 1, release: null, releasedAt: null, baseline: true }]);
  });

  it('is found as a search through all releases says', () => {
    const anyTag = fc.record({ taggedAt: fc.nat(9), position: fc.option(fc.nat(9)) });
    fc.assert(
      fc.property(fc.array(anyTag), (some) => {
        const all = releasesOf(
          some.map((each, index) => ({ ...each, number: index, name: 'v', sha: `${index}` })),
          'v',
        );
        const first = all.find(({ position }) => position !== null);
        for (const { change, release, baseline } of firstReleases(
          Array.from({ length: 11 }, (_, position) => ({ number: position, position })),
          all,
        )) {
          const holder = all.find(({ position }) => position !== null && position >= change);
          expect(baseline).toBe(holder !== undefined && holder === first);
          expect(release).toBe(holder && !baseline ? holder.number : null);
        }
      }),
    );
  });
});
