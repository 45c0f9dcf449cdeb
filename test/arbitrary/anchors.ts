import fc from 'fast-check';
import { type Anchors, noAnchors } from '../../src/model/anchor.js';
import type { Anchor } from '../../src/model/anchor-base.js';
import type { ChangeAnchor, CommitAnchor, ReleaseAnchor } from '../../src/model/code-anchor.js';
import { anyCarrier, anyInstant, ofAnchor } from './base.js';
import { anyChangeRequest, anyIncident } from './incidents.js';
import { anyFile, anyPullRequest } from './pull-requests.js';
import { anyRun } from './runs.js';
import { anySprint } from './sprints.js';
import { anyVersion } from './versions.js';
import { anyWorkItem } from './work-items.js';

const anyDoubt = fc.constantFrom(null, null, null, 'AUTHORED_BEFORE_1980', 'AUTHORED_IN_FUTURE');
const numbered = <Row extends object>(rows: readonly Row[], base: number) =>
  rows.map((row, index) => ({ ...row, number: base + index }));

const anyCommit = fc
  .record({ ...ofAnchor, authoredAt: anyInstant, isMerge: fc.boolean(), doubt: anyDoubt })
  .map((commit) => ({ ...commit, ownAt: commit.authoredAt })) as fc.Arbitrary<
  Omit<CommitAnchor, 'number'>
>;

const anyChange = fc
  .record({
    ...ofAnchor,
    mergedAt: anyInstant,
    firstCommitAt: anyInstant,
    firstCommitUnknown: fc.boolean(),
    doubt: anyDoubt,
    releasedAt: fc.option(anyInstant),
    baseline: fc.boolean(),
    builtAt: fc.array(anyInstant, { maxLength: 2 }),
    deployedAt: fc.option(anyInstant),
    inFirstDeployment: fc.boolean(),
    isReviewed: fc.boolean(),
    carrier: anyCarrier,
    files: fc.array(anyFile, { maxLength: 3 }),
  })
  .map(({ carrier, ...change }) => ({
    ...change,
    deployment: change.deployedAt === null ? null : 91_000,
    rideRule: change.deployedAt === null ? null : 'COMMIT_GRAPH',
    carriedBy: change.deployedAt === null && !change.inFirstDeployment ? null : carrier,
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
    pullRequests: fc.array(anyPullRequest, { maxLength: 20 }),
    workItems: fc.array(anyWorkItem, { maxLength: 20 }),
    runs: fc.array(anyRun, { maxLength: 20 }),
    incidents: fc.array(anyIncident, { maxLength: 20 }),
    changeRequests: fc.array(anyChangeRequest, { maxLength: 20 }),
    sprints: fc.array(anySprint, { maxLength: 10 }),
    versions: fc.array(anyVersion, { maxLength: 20 }),
  })
  .map((found) => ({
    ...noAnchors,
    commits: numbered(found.commits, 1),
    changes: numbered(found.changes, 1001),
    releases: numbered(found.releases, 2001),
    pullRequests: numbered(found.pullRequests, 3001),
    workItems: numbered(found.workItems, 4001),
    runs: numbered(found.runs, 5001),
    incidents: numbered(found.incidents, 6001),
    changeRequests: numbered(found.changeRequests, 7001),
    versions: numbered(found.versions, 8001),
    sprints: numbered(found.sprints, 9001),
  }));
