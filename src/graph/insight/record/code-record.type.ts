import { Int, ObjectType } from 'type-graphql';
import type { ContainmentRule } from '../../../model/inputs/code-input.js';
import type { Instant } from '../../../model/time.js';
import { NonNull, Nullable } from '../../field.js';
import { DateTime, DurationScalar } from '../../scalars.js';
import { ChangingRecord } from './phased-record.type.js';
import { RideRuleEnum } from './record.enums.js';
import { InsightRecord, RecordRelease } from './record.type.js';
import { LinkedRecord, PersonSince } from './record-column.type.js';

@ObjectType({ implements: InsightRecord, description: 'A commit behind a number.' })
class CommitRecord extends InsightRecord {
  @Nullable(() => String, 'The hash of the commit.')
  sha!: string | null;
}

@ObjectType({
  implements: InsightRecord,
  description: 'A change behind a number: one step of a default branch’s first-parent line.',
})
class ChangeRecord extends ChangingRecord {
  @Nullable(() => String, 'The hash of the step’s commit.')
  sha!: string | null;

  @Nullable(() => Int, 'The number of its pull request, if it names one.')
  pullRequest!: number | null;

  @Nullable(() => DateTime, 'The timestamp of its first known commit.')
  firstCommitAt!: Instant | null;

  @Nullable(() => DateTime, 'The timestamp at which it reached the branch.')
  mergedAt!: Instant | null;

  @NonNull(
    () => Boolean,
    'Was it squashed, and are the commits of its pull request not known? Then its first commit is not known.',
  )
  firstCommitUnknown!: boolean;

  @NonNull(
    () => [String],
    'Hashes of the commits of its pull request, if it was squashed from them: its time begins with the first.',
  )
  squashedCommits!: readonly string[];

  @Nullable(() => RecordRelease, 'The first release that contains it, if any.')
  release!: RecordRelease | null;
}

@ObjectType({ implements: InsightRecord, description: 'A release behind a number.' })
class ReleaseRecord extends InsightRecord {
  @Nullable(() => String, 'The hash of the commit it was made of.')
  sha!: string | null;
}

@ObjectType({ implements: InsightRecord, description: 'A pull request behind a number.' })
class PullRequestRecord extends ChangingRecord {
  @Nullable(() => Int, 'Its number in the repository.')
  pullRequest!: number | null;

  @Nullable(() => String, 'Open, merged or closed.')
  state!: string | null;

  @Nullable(() => String, 'The branch it goes into.')
  targetBranch!: string | null;

  @Nullable(() => [String], 'Its labels.')
  labels!: readonly string[] | null;

  @Nullable(() => Int, 'Lines it adds.')
  additions!: number | null;

  @Nullable(() => Int, 'Lines it deletes.')
  deletions!: number | null;

  @Nullable(() => DateTime, 'The timestamp of its first known commit.')
  firstCommitAt!: Instant | null;

  @Nullable(() => DateTime, 'The timestamp of its opening.')
  openedAt!: Instant | null;

  @Nullable(() => DateTime, 'The timestamp of its merge, if merged.')
  mergedAt!: Instant | null;

  @Nullable(() => DateTime, 'The timestamp of its closing.')
  closedAt!: Instant | null;

  @Nullable(
    () => DateTime,
    'The timestamp of the first comment or review by somebody else since it was ready; bots do not count.',
  )
  firstReviewAt!: Instant | null;

  @Nullable(() => DateTime, 'The timestamp of the first approval by somebody else.')
  approvedAt!: Instant | null;

  @Nullable(
    () => [PersonSince],
    'Who else commented or reviewed, each with the first time; bots do not count.',
  )
  reviewers!: readonly PersonSince[] | null;

  @Nullable(
    () => DurationScalar,
    'Its cycle time as the profile measures it, whatever the metric; null if not merged.',
  )
  cycleTime!: string | null;

  @Nullable(
    () => LinkedRecord,
    'The first production deployment that contains it, if any is known.',
  )
  deployment!: LinkedRecord | null;

  @Nullable(() => DateTime, 'The timestamp of that deployment.')
  deployedAt!: Instant | null;

  @Nullable(() => RideRuleEnum, 'How that deployment was found.')
  rideRule!: ContainmentRule | null;

  @Nullable(
    () => RecordRelease,
    'The first release that contains it, if any, where the history of its repository is not known; otherwise its change has one.',
  )
  release!: RecordRelease | null;

  @Nullable(() => LinkedRecord, 'The pull request that it reverts, if any.')
  reverts!: LinkedRecord | null;
}

/** Kinds of row that come from repositories. */
export const codeRecordTypes = [
  CommitRecord,
  ChangeRecord,
  ReleaseRecord,
  PullRequestRecord,
] as const;
