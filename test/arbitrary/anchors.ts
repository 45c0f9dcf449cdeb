import fc from 'fast-check';
import { type Anchors, noAnchors } from '../../src/model/anchor.js';
import type { Anchor } from '../../src/model/anchor-base.js';
import type { ChangeAnchor, CommitAnchor, ReleaseAnchor } from '../../src/model/code-anchor.js';
import type { Instant, Window } from '../../src/model/time.js';

/** Instants that crowd around the edges: months, days, and both changes of the clock in Europe, America and Australia. */
const edges = [
  '2024-03-01T00:00:00Z',
  '2024-03-09T23:30:00Z',
  '2024-03-10T07:00:00Z',
  '2024-03-31T00:59:59.999Z',
  '2024-03-31T01:00:00Z',
  '2024-04-01T00:00:00Z',
  '2024-04-06T16:00:00Z',
  '2024-10-05T16:00:00Z',
  '2024-10-27T00:30:00Z',
  '2024-10-27T01:00:00Z',
  '2024-11-03T06:00:00Z',
  '2024-12-31T23:59:59.999Z',
].map((text) => Date.parse(text));

export const span: Window = {
  from: Date.parse('2024-02-15T00:00:00Z'),
  to: Date.parse('2025-01-20T00:00:00Z'),
};

export const anyInstant: fc.Arbitrary<Instant> = fc.oneof(
  fc.integer({ min: span.from, max: span.to - 1 }),
  fc
    .tuple(fc.constantFrom(...edges), fc.integer({ min: -2, max: 2 }))
    .map(([edge, by]) => edge + by),
);

const ofAnchor = {
  repository: fc.integer({ min: 1, max: 3 }),
  developer: fc.option(fc.integer({ min: 1, max: 6 })),
  byBot: fc.boolean(),
};
const anyDoubt = fc.constantFrom(null, null, null, 'AUTHORED_BEFORE_1980', 'AUTHORED_IN_FUTURE');
const numbered = <Row extends object>(rows: readonly Row[], base: number) =>
  rows.map((row, index) => ({ ...row, number: base + index }));

const anyCommit = fc
  .record({ ...ofAnchor, authoredAt: anyInstant, isMerge: fc.boolean(), doubt: anyDoubt })
  .map((commit) => ({ ...commit, ownAt: commit.authoredAt })) as fc.Arbitrary<
  Omit<CommitAnchor, 'number'>
>;

const anyFile = fc.record({
  path: fc.constantFrom('a', 'b', 'c'),
  additions: fc.nat(50),
  deletions: fc.nat(50),
  previousAt: fc.option(anyInstant),
});
const anyChange = fc
  .record({
    ...ofAnchor,
    mergedAt: anyInstant,
    firstCommitAt: anyInstant,
    firstCommitUnknown: fc.boolean(),
    doubt: anyDoubt,
    releasedAt: fc.option(anyInstant),
    baseline: fc.boolean(),
    files: fc.array(anyFile, { maxLength: 3 }),
  })
  .map((change) => ({
    ...change,
    ownAt: change.mergedAt,
    release: change.releasedAt === null ? null : 90_000,
  })) as fc.Arbitrary<Omit<ChangeAnchor, 'number'>>;

const anyRelease = fc
  .record({ ...ofAnchor, releasedAt: anyInstant })
  .map((release) => ({ ...release, ownAt: release.releasedAt })) as fc.Arbitrary<
  Omit<ReleaseAnchor, 'number'>
>;

/** The same change made to the anchors of every kind. */
export const mapAnchors = (
  anchors: Anchors,
  change: <Kind extends Anchor>(rows: readonly Kind[]) => readonly Kind[],
): Anchors =>
  Object.fromEntries(
    Object.entries(anchors).map(([kind, rows]) => [kind, change(rows as readonly Anchor[])]),
  ) as unknown as Anchors;

/** Anchors of one account: numbers run over all kinds. */
export const anyAnchors: fc.Arbitrary<Anchors> = fc
  .record({
    commits: fc.array(anyCommit, { maxLength: 20 }),
    changes: fc.array(anyChange, { maxLength: 20 }),
    releases: fc.array(anyRelease, { maxLength: 20 }),
  })
  .map(({ commits, changes, releases }) => ({
    ...noAnchors,
    commits: numbered(commits, 1),
    changes: numbered(changes, 1001),
    releases: numbered(releases, 2001),
  }));
