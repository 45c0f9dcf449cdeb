import { Field, Int, ObjectType } from 'type-graphql';
import type { ContainmentRule } from '../../../model/inputs/code-input.js';
import type { Instant } from '../../../model/time.js';
import { DateTime, DurationScalar } from '../../scalars.js';
import { ChangingRecord } from './phased-record.type.js';
import { RideRuleEnum } from './record.enums.js';
import { InsightRecord, RecordRelease } from './record.type.js';
import { LinkedRecord, PersonSince } from './record-column.type.js';

@ObjectType({ implements: InsightRecord, description: 'A commit behind a number.' })
class CommitRecord extends InsightRecord {
  @Field(() => String, { nullable: true, description: 'The hash of the commit.' })
  sha!: string | null;
}

@ObjectType({
  implements: InsightRecord,
  description: 'A change behind a number: one step of a default branch’s first-parent line.',
})
class ChangeRecord extends ChangingRecord {
  @Field(() => String, { nullable: true, description: 'The hash of the step’s commit.' })
  sha!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The number of its pull request, if it names one.',
  })
  pullRequest!: number | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'The timestamp of its first known commit.',
  })
  firstCommitAt!: Instant | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'The timestamp at which it reached the branch.',
  })
  mergedAt!: Instant | null;

  @Field(() => Boolean, {
    description:
      'Was it squashed, and are the commits of its pull request not known? Then its first commit is not known.',
  })
  firstCommitUnknown!: boolean;

  @Field(() => [String], {
    description:
      'Hashes of the commits of its pull request, if it was squashed from them: its time begins with the first.',
  })
  squashedCommits!: readonly string[];

  @Field(() => RecordRelease, {
    nullable: true,
    description: 'The first release that contains it, if any.',
  })
  release!: RecordRelease | null;
}

@ObjectType({ implements: InsightRecord, description: 'A release behind a number.' })
class ReleaseRecord extends InsightRecord {
  @Field(() => String, { nullable: true, description: 'The hash of the commit it was made of.' })
  sha!: string | null;
}

@ObjectType({ implements: InsightRecord, description: 'A pull request behind a number.' })
class PullRequestRecord extends ChangingRecord {
  @Field(() => Int, { nullable: true, description: 'Its number in the repository.' })
  pullRequest!: number | null;

  @Field(() => String, { nullable: true, description: 'Open, merged or closed.' })
  state!: string | null;

  @Field(() => String, { nullable: true, description: 'The branch it goes into.' })
  targetBranch!: string | null;

  @Field(() => [String], { nullable: true, description: 'Its labels.' })
  labels!: readonly string[] | null;

  @Field(() => Int, { nullable: true, description: 'Lines it adds.' })
  additions!: number | null;

  @Field(() => Int, { nullable: true, description: 'Lines it deletes.' })
  deletions!: number | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'The timestamp of its first known commit.',
  })
  firstCommitAt!: Instant | null;

  @Field(() => DateTime, { nullable: true, description: 'The timestamp of its opening.' })
  openedAt!: Instant | null;

  @Field(() => DateTime, { nullable: true, description: 'The timestamp of its merge, if merged.' })
  mergedAt!: Instant | null;

  @Field(() => DateTime, { nullable: true, description: 'The timestamp of its closing.' })
  closedAt!: Instant | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'The timestamp of the first comment or review by somebody else since it was ready; bots do not count.',
  })
  firstReviewAt!: Instant | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'The timestamp of the first approval by somebody else.',
  })
  approvedAt!: Instant | null;

  @Field(() => [PersonSince], {
    nullable: true,
    description: 'Who else commented or reviewed, each with the first time; bots do not count.',
  })
  reviewers!: readonly PersonSince[] | null;

  @Field(() => DurationScalar, {
    nullable: true,
    description:
      'Its cycle time as the profile measures it, whatever the metric; null if not merged.',
  })
  cycleTime!: string | null;

  @Field(() => LinkedRecord, {
    nullable: true,
    description: 'The first production deployment that contains it, if any is known.',
  })
  deployment!: LinkedRecord | null;

  @Field(() => DateTime, { nullable: true, description: 'The timestamp of that deployment.' })
  deployedAt!: Instant | null;

  @Field(() => RideRuleEnum, { nullable: true, description: 'How that deployment was found.' })
  rideRule!: ContainmentRule | null;

  @Field(() => RecordRelease, {
    nullable: true,
    description:
      'The first release that contains it, if any, where the history of its repository is not known; otherwise its change has one.',
  })
  release!: RecordRelease | null;

  @Field(() => LinkedRecord, {
    nullable: true,
    description: 'The pull request that it reverts, if any.',
  })
  reverts!: LinkedRecord | null;
}

/** Kinds of row that come from repositories. */
export const codeRecordTypes = [
  CommitRecord,
  ChangeRecord,
  ReleaseRecord,
  PullRequestRecord,
] as const;
