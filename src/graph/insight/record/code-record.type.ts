import { Int } from 'type-graphql';
import { NonNull, Nullable } from '../../field.js';
import { DateTime, DurationScalar } from '../../scalars.js';
import { changingType } from './phased-record.type.js';
import { RideRuleEnum } from './record.enums.js';
import { RecordRelease, recordType } from './record.type.js';
import { LinkedRecord, PersonSince } from './record-column.type.js';

const CommitRecord = recordType('CommitRecord', 'A commit behind a number.', {
  sha: Nullable(() => String, 'The hash of the commit.'),
});

const ChangeRecord = changingType(
  'ChangeRecord',
  'A change behind a number: one step of a default branch’s first-parent line.',
  {
    sha: Nullable(() => String, 'The hash of the step’s commit.'),
    pullRequest: Nullable(() => Int, 'The number of its pull request, if it names one.'),
    firstCommitAt: Nullable(() => DateTime, 'The timestamp of its first known commit.'),
    mergedAt: Nullable(() => DateTime, 'The timestamp at which it reached the branch.'),
    firstCommitUnknown: NonNull(
      () => Boolean,
      'Was it squashed, and are the commits of its pull request not known? Then its first commit is not known.',
    ),
    squashedCommits: NonNull(
      () => [String],
      'Hashes of the commits of its pull request, if it was squashed from them: its time begins with the first.',
    ),
    release: Nullable(() => RecordRelease, 'The first release that contains it, if any.'),
  },
);

const ReleaseRecord = recordType('ReleaseRecord', 'A release behind a number.', {
  sha: Nullable(() => String, 'The hash of the commit it was made of.'),
});

const PullRequestRecord = changingType('PullRequestRecord', 'A pull request behind a number.', {
  pullRequest: Nullable(() => Int, 'Its number in the repository.'),
  state: Nullable(() => String, 'Open, merged or closed.'),
  targetBranch: Nullable(() => String, 'The branch it goes into.'),
  labels: Nullable(() => [String], 'Its labels.'),
  additions: Nullable(() => Int, 'Lines it adds.'),
  deletions: Nullable(() => Int, 'Lines it deletes.'),
  firstCommitAt: Nullable(() => DateTime, 'The timestamp of its first known commit.'),
  openedAt: Nullable(() => DateTime, 'The timestamp of its opening.'),
  mergedAt: Nullable(() => DateTime, 'The timestamp of its merge, if merged.'),
  closedAt: Nullable(() => DateTime, 'The timestamp of its closing.'),
  firstReviewAt: Nullable(
    () => DateTime,
    'The timestamp of the first comment or review by somebody else since it was ready; bots do not count.',
  ),
  approvedAt: Nullable(() => DateTime, 'The timestamp of the first approval by somebody else.'),
  reviewers: Nullable(
    () => [PersonSince],
    'Who else commented or reviewed, each with the first time; bots do not count.',
  ),
  cycleTime: Nullable(
    () => DurationScalar,
    'Its cycle time as the profile measures it, whatever the metric; null if not merged.',
  ),
  deployment: Nullable(
    () => LinkedRecord,
    'The first production deployment that contains it, if any is known.',
  ),
  deployedAt: Nullable(() => DateTime, 'The timestamp of that deployment.'),
  rideRule: Nullable(() => RideRuleEnum, 'How that deployment was found.'),
  release: Nullable(
    () => RecordRelease,
    'The first release that contains it, if any, where the history of its repository is not known; otherwise its change has one.',
  ),
  reverts: Nullable(() => LinkedRecord, 'The pull request that it reverts, if any.'),
});

/** Kinds of row that come from repositories. */
export const codeRecordTypes = [
  CommitRecord,
  ChangeRecord,
  ReleaseRecord,
  PullRequestRecord,
] as const;
