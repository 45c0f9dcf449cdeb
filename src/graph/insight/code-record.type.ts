import { Field, Int, ObjectType } from 'type-graphql';
import type { Instant } from '../../model/time.js';
import { DateTime } from '../scalars.js';
import { InsightRecord, RecordRelease } from './record.type.js';

@ObjectType({ implements: InsightRecord, description: 'A commit behind a number.' })
class CommitRecord extends InsightRecord {
  @Field(() => String, { nullable: true, description: 'The hash of the commit.' })
  sha!: string | null;
}

@ObjectType({
  implements: InsightRecord,
  description: 'A change behind a number: one step of a default branch’s first-parent line.',
})
class ChangeRecord extends InsightRecord {
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

  @Field(() => Boolean, { description: 'Was it squashed, so that its first commit is not known?' })
  firstCommitUnknown!: boolean;

  @Field(() => RecordRelease, { nullable: true, description: 'The release it rides in, if any.' })
  release!: RecordRelease | null;
}

@ObjectType({ implements: InsightRecord, description: 'A release behind a number.' })
class ReleaseRecord extends InsightRecord {
  @Field(() => String, { nullable: true, description: 'The hash of the commit it was made of.' })
  sha!: string | null;
}

@ObjectType({ implements: InsightRecord, description: 'A pull request behind a number.' })
class PullRequestRecord extends InsightRecord {
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
}

/** Kinds of row that come from repositories. */
export const codeRecordTypes = [
  CommitRecord,
  ChangeRecord,
  ReleaseRecord,
  PullRequestRecord,
] as const;
