import type { GoalStatus } from '../../engine/alignment/goal.js';
import type {
  Aggregation,
  BreakdownDimension,
  DataStatus,
  Membership,
  Trend,
} from '../../insights/answer/answer.js';
import type { RecordOrder } from '../../insights/answer/record.js';
import type { UpdateReason } from '../../insights/answer/update.js';
import type { ExclusionReason } from '../../model/observation.js';
import type { Granularity, RangePreset, RangeUnit } from '../../model/time.js';
import { enumOf } from '../enums.js';

export const GranularityEnum = enumOf<Granularity>(
  'Granularity',
  'How long a bucket of a series is.',
  {
    DAY: 'A local day.',
    WEEK: 'An ISO week, from Monday on.',
    MONTH: 'A calendar month.',
    QUARTER: 'A calendar quarter.',
    SPRINT: 'A sprint: for sprint metrics of one team alone.',
  },
);

export const AggregationEnum = enumOf<Aggregation>(
  'Aggregation',
  'How many durations become one. Percentiles interpolate linearly, as percentile_cont does.',
  {
    MEAN: 'The arithmetic mean.',
    MEDIAN: 'Half took no longer.',
    P75: 'Three quarters took no longer.',
    P90: 'Nine in ten took no longer.',
    P95: 'Nineteen in twenty took no longer.',
  },
);

export const MembershipEnum = enumOf<Membership>('Membership', 'Whose work counts as a team’s.', {
  CURRENT: 'What the members of now did, wherever they were then.',
  AS_OF: 'What was done by those who were members on the day.',
});

export const DataStatusEnum = enumOf<DataStatus>(
  'DataStatus',
  'How far a number can be relied on.',
  {
    FULL: 'Everything that belongs to the range is known.',
    PARTIAL:
      'A source that the metric reads begins after the range does, or its last good sync lies more than 24 hours before the end of the range, or before now where the range is not over. A source of facts that are sent is as fresh as the last that was accepted; sending one again says that it still holds.',
    NO_DATA: 'Nothing was observed: a count is 0, everything else null.',
    NOT_CONFIGURED:
      'Settings or profile lack what the metric needs, or no source ever reported it: there is no value, not even 0, and no rating. The notes of the explanation say what to do.',
  },
);

export const RangeUnitEnum = enumOf<RangeUnit>('RangeUnit', 'A unit of a relative range.', {
  DAY: 'Local days.',
  WEEK: 'ISO weeks.',
  MONTH: 'Calendar months.',
  QUARTER: 'Calendar quarters.',
});

export const RangePresetEnum = enumOf<RangePreset>('RangePreset', 'A range by its common name.', {
  LAST_4_WEEKS: 'The running week and the three before it.',
  LAST_MONTH: 'The last whole month.',
  LAST_QUARTER: 'The last whole quarter.',
});

export const BreakdownDimensionEnum = enumOf<BreakdownDimension>(
  'BreakdownDimension',
  'What a number is broken down by.',
  {
    CHILD:
      'The nodes directly below in the org tree; of a service or pipeline the teams that hold rows of it.',
    DEVELOPER: 'Developers by alias, in the order of their labels.',
    REPOSITORY: 'Repositories.',
    SERVICE: 'Services, as the tools name them.',
    PIPELINE: 'Pipelines.',
    PROJECT: 'Projects of the ticketing tool.',
    CATEGORY: 'Categories of business alignment by rank, each as a part of the whole.',
  },
);

export const RecordOrderEnum = enumOf<RecordOrder>('RecordOrder', 'The order of records.', {
  AT_ASCENDING: 'Oldest first.',
  AT_DESCENDING: 'Newest first.',
  VALUE_ASCENDING: 'Smallest value first.',
  VALUE_DESCENDING: 'Largest value first.',
});

export const TrendDirectionEnum = enumOf<Trend['direction']>(
  'TrendDirection',
  'Where a metric is heading, rated by which direction is better for it.',
  { IMPROVING: 'It gets better.', REGRESSING: 'It gets worse.', STABLE: 'It stays as it is.' },
);

export const GoalStatusEnum = enumOf<GoalStatus>(
  'GoalStatus',
  'How the share of effort that a category has stands to its goal.',
  {
    IDEAL: 'Within the ideal range.',
    ACCEPTABLE: 'Within the acceptable range alone.',
    POOR: 'Outside both.',
  },
);

export const UpdateReasonEnum = enumOf<UpdateReason>('UpdateReason', 'Why an update was pushed.', {
  CURRENT: 'The answer as it is: the first update of a subscription without `after`.',
  CHANGED: 'Facts behind the number changed.',
  REPLAY: 'Something changed while you were away.',
  RESYNC: 'You were away for longer than changes are kept; take this answer as it is.',
  WINDOW_MOVED: 'A relative range moved on at midnight.',
  RULES: 'Settings, profile or calendar changed.',
  DIRECTORY: 'The org tree or its people changed.',
});

export const ExclusionReasonEnum = enumOf<ExclusionReason>(
  'ExclusionReason',
  'Why a row is not in a number.',
  {
    BOT: 'A bot did it.',
    MERGE_COMMIT: 'It is a merge commit.',
    NOT_RELEASED: 'No release contains it yet.',
    BASELINE: 'The first release that contains it has no known predecessor to measure from.',
    OUT_OF_ORDER: 'It ended before it began.',
    AUTHORED_BEFORE_1980: 'Its author date lies before 1980.',
    AUTHORED_IN_FUTURE: 'Its author date lay more than a day ahead when it was read.',
    COMMITTED_BEFORE_1980: 'Its committer date lies before 1980.',
    COMMITTED_IN_FUTURE: 'Its committer date lay more than a day ahead when it was read.',
    TOO_MANY_RENAMES:
      'So many of its files may have been renamed that they are not compared: its lines are not known.',
    NOBODY_KNOWN: 'The tool no longer knows who it was.',
    NOBODY_WROTE_LINES:
      'All files that it changes are pointer files, submodules, binary, generated, or changed in mode alone.',
    LINES_UNKNOWN: 'Its lines are not known, as in a shallow or partial clone.',
    NO_LINES: 'It changes no lines.',
    NOT_MERGED: 'It is not merged.',
    NOT_DEPLOYED: 'It has not reached production.',
    NOT_COMPLETED: 'It is not completed.',
    TERMINATED: 'It was given up, as its status or resolution says.',
    SUBTASK: 'It is part of an item that counts.',
    NO_EVENTS: 'Nothing is known of any phase that is measured.',
    NO_COMMENT: 'Nobody but its author and bots said anything about it.',
    NOT_PRODUCTION: 'It did not deploy to production.',
    NOT_SUCCESSFUL: 'It did not succeed.',
    NOT_FINISHED: 'It was aborted, skipped, or is still running.',
    NOT_A_DEPLOYMENT: 'Somebody marked it as no deployment.',
    EXCLUDED_BY_LABEL: 'The team excludes what has its label.',
    OTHER_BRANCH: 'It went into a branch that is no destination of the team.',
    BLAMES_NOTHING: 'No deployment was found that it could be blamed on.',
    UNRESOLVED: 'It is not resolved.',
    NOT_RECOVERED: 'Nothing has succeeded after it.',
    BAD_TIMESTAMPS: 'It ended before it began, by the times the tool gives.',
    DEPLOYED_BELOW: 'Runs below it deploy: these count, not the run above them.',
    OTHER_STATE: 'It is not in a state that the profile counts.',
    HAS_CHILDREN: 'Its children count in its place.',
    NOBODY_ASSIGNED: 'Nobody was assigned to it.',
    NO_ITEMS: 'No item of the team was in it.',
    CREATED_BEFORE_RANGE:
      'It was created before the range began, and the profile counts what was created within it.',
  },
);
