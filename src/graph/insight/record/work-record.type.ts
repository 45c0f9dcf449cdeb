import { Float, Int, ObjectType } from 'type-graphql';
import type { WorkType } from '../../../engine/work/work-type.js';
import type { EffortUnit } from '../../../model/profile/alignment-profile.js';
import type { Instant } from '../../../model/time.js';
import { NonNull, Nullable } from '../../field.js';
import { EffortUnitEnum } from '../../profile/rule.enums.js';
import { DateTime } from '../../scalars.js';
import { PhasedRecord } from './phased-record.type.js';
import { WorkTypeEnum } from './record.enums.js';
import { InsightRecord } from './record.type.js';
import { LinkedRecord, PersonSince } from './record-column.type.js';

@ObjectType({ description: 'What a work item was put below, and when.' })
class WorkItemParent {
  @NonNull(() => DateTime, 'The timestamp of the change.')
  at!: Instant;

  @Nullable(
    () => String,
    'The key of the item above it from then on; its id if that item is not known, null if there was none.',
  )
  parent!: string | null;
}

@ObjectType({ implements: InsightRecord, description: 'A work item behind a number.' })
class WorkItemRecord extends PhasedRecord {
  @Nullable(() => String, 'Its key in the tool.')
  key!: string | null;

  @Nullable(() => String, 'The project it lies in.')
  project!: string | null;

  @Nullable(() => String, 'Its type, in the words of the tool.')
  type!: string | null;

  @Nullable(() => String, 'Its status, in the words of the tool.')
  status!: string | null;

  @Nullable(() => String, 'Its priority, in the words of the tool.')
  priority!: string | null;

  @Nullable(() => Float, 'Its story points; null if not estimated.')
  points!: number | null;

  @Nullable(() => DateTime, 'The timestamp of its creation.')
  createdAt!: Instant | null;

  @Nullable(() => DateTime, 'The timestamp of its resolution, if any.')
  resolvedAt!: Instant | null;

  @Nullable(
    () => [WorkItemParent],
    'What it lay below over time, the oldest first; empty if the tool does not report it.',
  )
  parents!: readonly WorkItemParent[] | null;

  @Nullable(() => DateTime, 'The timestamp of the last deployment of what was made for it.')
  deployedAt!: Instant | null;

  @Nullable(() => [String], 'Its labels.')
  labels!: readonly string[] | null;

  @Nullable(() => WorkTypeEnum, 'What the team that counts it calls it.')
  workType!: WorkType | null;

  @Nullable(
    () => String,
    'The category of business alignment that claims it; null where none does.',
  )
  category!: string | null;

  @Nullable(() => LinkedRecord, 'The nearest epic above it.')
  epic!: LinkedRecord | null;

  @Nullable(
    () => Float,
    'What it took, in the unit of the profile, seconds for time; null where it is not known.',
  )
  effort!: number | null;

  @Nullable(() => EffortUnitEnum, 'In what its effort is measured.')
  effortUnit!: EffortUnit | null;

  @Nullable(() => [PersonSince], 'Who had it, each since when.')
  assignees!: readonly PersonSince[] | null;

  @Nullable(() => Int, 'How many pull requests are linked to it.')
  pullRequestCount!: number | null;

  @Nullable(
    () => Int,
    'How many commits that are no merge are linked to it or lie in these pull requests.',
  )
  commitCount!: number | null;

  @Nullable(() => Int, 'How many builds of these pull requests there were.')
  buildCount!: number | null;

  @Nullable(
    () => Int,
    'How many production deployments were the first to contain these pull requests.',
  )
  deploymentCount!: number | null;
}

@ObjectType({ implements: InsightRecord, description: 'A sprint behind a number.' })
class SprintRecord extends InsightRecord {
  @Nullable(() => String, 'Future, active or closed.')
  state!: string | null;

  @Nullable(() => DateTime, 'The timestamp of its start.')
  startAt!: Instant | null;

  @Nullable(() => DateTime, 'The timestamp of its planned end.')
  endAt!: Instant | null;

  @Nullable(() => DateTime, 'The timestamp of its completion, if any.')
  completedAt!: Instant | null;

  @Nullable(
    () => Float,
    'What was in it when it began, in story points or work items as the profile says; null if excluded.',
  )
  committed!: number | null;

  @Nullable(() => Float, 'What came later.')
  creep!: number | null;

  @Nullable(() => Float, 'What of both was done.')
  delivered!: number | null;

  @Nullable(() => Float, 'What was done of that which it began with.')
  deliveredCommitted!: number | null;

  @Nullable(() => Float, 'What was done of that which came later.')
  deliveredCreep!: number | null;

  @Nullable(() => Float, 'What was taken out undone of that which it began with.')
  removed!: number | null;
}

@ObjectType({
  implements: InsightRecord,
  description: 'A version of the ticketing tool behind a number.',
})
class VersionRecord extends InsightRecord {
  @Nullable(() => String, 'The project it is of.')
  project!: string | null;
}

/** Kinds of row that come from ticketing. */
export const workRecordTypes = [WorkItemRecord, SprintRecord, VersionRecord] as const;
