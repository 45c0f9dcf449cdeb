import { Float, Int } from 'type-graphql';
import { NonNull, Nullable } from '../../field.js';
import { objectType } from '../../object-type.js';
import { EffortUnitEnum } from '../../profile/rule.enums.js';
import { DateTime } from '../../scalars.js';
import { phasedType } from './phased-record.type.js';
import { WorkTypeEnum } from './record.enums.js';
import { recordType } from './record.type.js';
import { LinkedRecord, PersonSince } from './record-column.type.js';

const WorkItemParent = objectType('WorkItemParent', 'What a work item was put below, and when.', {
  at: NonNull(() => DateTime, 'The timestamp of the change.'),
  parent: Nullable(
    () => String,
    'The key of the item above it from then on; its id if that item is not known, null if there was none.',
  ),
});

const WorkItemRecord = phasedType('WorkItemRecord', 'A work item behind a number.', {
  key: Nullable(() => String, 'Its key in the tool.'),
  project: Nullable(() => String, 'The project it lies in.'),
  type: Nullable(() => String, 'Its type, in the words of the tool.'),
  status: Nullable(() => String, 'Its status, in the words of the tool.'),
  priority: Nullable(() => String, 'Its priority, in the words of the tool.'),
  points: Nullable(() => Float, 'Its story points; null if not estimated.'),
  createdAt: Nullable(() => DateTime, 'The timestamp of its creation.'),
  resolvedAt: Nullable(() => DateTime, 'The timestamp of its resolution, if any.'),
  parents: Nullable(
    () => [WorkItemParent],
    'What it lay below over time, the oldest first; empty if the tool does not report it.',
  ),
  deployedAt: Nullable(
    () => DateTime,
    'The timestamp of the last deployment of what was made for it.',
  ),
  labels: Nullable(() => [String], 'Its labels.'),
  workType: Nullable(() => WorkTypeEnum, 'What the team that counts it calls it.'),
  category: Nullable(
    () => String,
    'The category of business alignment that claims it; null where none does.',
  ),
  epic: Nullable(() => LinkedRecord, 'The nearest epic above it.'),
  effort: Nullable(
    () => Float,
    'What it took, in the unit of the profile, seconds for time; null where it is not known.',
  ),
  effortUnit: Nullable(() => EffortUnitEnum, 'In what its effort is measured.'),
  assignees: Nullable(() => [PersonSince], 'Who had it, each since when.'),
  pullRequestCount: Nullable(() => Int, 'How many pull requests are linked to it.'),
  commitCount: Nullable(
    () => Int,
    'How many commits that are no merge are linked to it or lie in these pull requests.',
  ),
  buildCount: Nullable(() => Int, 'How many builds of these pull requests there were.'),
  deploymentCount: Nullable(
    () => Int,
    'How many production deployments were the first to contain these pull requests.',
  ),
});

const SprintRecord = recordType('SprintRecord', 'A sprint behind a number.', {
  state: Nullable(() => String, 'Future, active or closed.'),
  startAt: Nullable(() => DateTime, 'The timestamp of its start.'),
  endAt: Nullable(() => DateTime, 'The timestamp of its planned end.'),
  completedAt: Nullable(() => DateTime, 'The timestamp of its completion, if any.'),
  committed: Nullable(
    () => Float,
    'What was in it when it began, in story points or work items as the profile says; null if excluded.',
  ),
  creep: Nullable(() => Float, 'What came later.'),
  delivered: Nullable(() => Float, 'What of both was done.'),
  deliveredCommitted: Nullable(() => Float, 'What was done of that which it began with.'),
  deliveredCreep: Nullable(() => Float, 'What was done of that which came later.'),
  removed: Nullable(() => Float, 'What was taken out undone of that which it began with.'),
});

const VersionRecord = recordType(
  'VersionRecord',
  'A version of the ticketing tool behind a number.',
  {
    project: Nullable(() => String, 'The project it is of.'),
  },
);

/** Kinds of row that come from ticketing. */
export const workRecordTypes = [WorkItemRecord, SprintRecord, VersionRecord] as const;
