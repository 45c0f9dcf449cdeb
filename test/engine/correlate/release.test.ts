import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ReleaseTag,
  releasesOf,
  ridesAfterMerge,
  ridesOf,
} from '../../../src/engine/correlate/release.js';
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

  it('rides in the first release at its merge or after it, of several at once in that of the lowest number', () => {
    const rides = ridesAfterMerge(
      [11, 20, 21, 30, 31].map((mergedAt) => ({ number: mergedAt, mergedAt })),
      releases,
    );
    expect(rides.map(({ change, release }) => [change, release])).toEqual([
      ...[
        [11, 3],
        [20, 3],
        [21, 2],
        [30, 2],
      ],
      [31, null],
    ]);
  });

  it('rides in none where the first release of all may hold it', () => {
    const merged = [9, 10].map((mergedAt) => ({ number: mergedAt, mergedAt }));
    for (const ride of ridesAfterMerge(merged, releases))
      expect(ride).toMatchObject({ release: null, releasedAt: null, baseline: true });
  });
});

describe('a change', () => {
  const releases = releasesOf(
    [tag(1, 'v1', 10, 2), tag(2, 'v3', 30, 8), tag(3, 'v2', 20, 4), tag(4, 'v1.1', 40, 3)],
    '.*',
  );

  it('rides in the first release by instant that contains it', () => {
    const rides = ridesOf(
      [3, 4, 5, 8, 9].map((position) => ({ number: position, position })),
      releases,
    );
    expect(rides.map(({ release }) => release)).toEqual([3, 3, 2, 2, null]);
    expect(rides.map(({ releasedAt }) => releasedAt)).toEqual([20, 20, 30, 30, null]);
  });

  it('of the first release is its baseline and rides in none', () => {
    const rides = ridesOf([{ number: 1, position: 2 }], releases);
    expect(rides).toEqual([{ change: 1, release: null, releasedAt: null, baseline: true }]);
  });

  it('rides as a search through all releases says', () => {
    const anyTag = fc.record({ taggedAt: fc.nat(9), position: fc.option(fc.nat(9)) });
    fc.assert(
      fc.property(fc.array(anyTag), (some) => {
        const all = releasesOf(
          some.map((each, index) => ({ ...each, number: index, name: 'v', sha: `${index}` })),
          'v',
        );
        const first = all.find(({ position }) => position !== null);
        for (const { change, release, baseline } of ridesOf(
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
