export type {
  ChangeDoubt,
  CommitDoubt,
  FileChange,
  MailmapEntry,
  Unwritten,
} from '../model/facts/code.js';
export type { EnvironmentType, RunKind, RunStatus } from '../model/facts/delivery.js';
export type {
  BotRule,
  Developer,
  Identity,
  IdentityRule,
  Membership,
} from '../model/facts/people.js';
export type { MergeMethod, ReviewState } from '../model/facts/review.js';
export type { StatusCategory } from '../model/facts/work.js';
export type {
  Act,
  Carrier,
  ChangedFile,
  ChangeInput,
  CommitInput,
  ContainmentRule,
  PullRequestInput,
  ReleaseInput,
  ReleaseRule,
  ReviewAct,
} from '../model/inputs/code-input.js';
export type {
  Blame,
  BlamedDeployment,
  BlameRule,
  Blaming,
  BlamingIncident,
  BlamingItem,
  ChangeRequestInput,
  IncidentInput,
  RunInput,
} from '../model/inputs/delivery-input.js';
export type { MetricInputBase, Nobody, Traits } from '../model/inputs/input-base.js';
export type { ContributionAct } from '../model/inputs/metric-input.js';
export {
  type InputKind,
  type InputOf,
  type MetricInputs,
  noInputs,
} from '../model/inputs/metric-input.js';
export type {
  FamilyMember,
  ItemAbove,
  SprintInput,
  SprintItem,
  VersionInput,
  WorkItemInput,
} from '../model/inputs/work-input.js';
export type { ReleaseTag, TouchingChange } from '../model/linkable.js';
export type {
  Exclusion,
  ExclusionColumns,
  Observation,
  ObservationColumns,
} from '../model/observation.js';
export type {
  AlignmentCategory,
  AllocationGoal,
  BusinessAlignmentConfig,
  EffortUnit,
  FetchScope,
} from '../model/profile/alignment-profile.js';
export type { BenchmarkSet, LevelRange, MetricBounds } from '../model/profile/benchmark.js';
export {
  defaultAlignment,
  defaultProductivity,
  fivePhasesPreset,
  sourceCodePreset,
} from '../model/profile/default-profile.js';
export type { Denominator, ProductivityConfig } from '../model/profile/productivity-profile.js';
export type {
  DeploymentSource,
  EfficiencyConfig,
  EfficiencyPreset,
  EndState,
  FailureMethod,
  FailureSource,
  IncidentState,
  IncludedIncidents,
  LevelBound,
  LevelKey,
  Maturity,
  MaturityOverride,
  Phase,
  PhaseEdge,
  PhaseEvent,
  PhaseKey,
  ProfileKind,
  WorkflowOrder,
  WorkScope,
} from '../model/profile/profile.js';
export type { SprintDisplay, SprintPanel } from '../model/profile/sprint-display.js';
export type { WorkingCalendar } from '../model/profile/working-calendar.js';
export type {
  BugSettings,
  ChangeExclusionMode,
  FeatureSettings,
  FilteredMetric,
  IncidentManagementSettings,
  IssueManagementSettings,
  PipelineSettings,
  TeamSettings,
} from '../model/team.js';
export { emptyTeamSettings, type Rules } from '../model/team.js';
export type { Granularity, TimeBucket, Window } from '../model/time.js';
export { resolveRange } from '../model/time.js';
export {
  type Alignment,
  alignmentOf,
  type GoalState,
  type GoalStatus,
  goalStatus,
} from './alignment/goal.js';
export { type Band, bandOf, type OverallRating, overallRating, ratedValue } from './band.js';
export type { BreakdownByChild, BreakdownByKey } from './breakdown.js';
export {
  breakdownByChild,
  breakdownByDeveloper,
  breakdownByTag,
} from './breakdown.js';
export { exclusionColumns, exclusionsOf, observationColumns, observationsOf } from './columns.js';
export { type ChangeOfValue, compare } from './compare.js';
export {
  type FirstRelease,
  firstReleases,
  type Release,
  releasesOf,
} from './correlate/releases.js';
export {
  type Rework,
  reworkOf,
  type TouchedFiles,
} from './correlate/rework.js';
export { defineMetric, exclude } from './define-metric.js';
export { elapsed } from './elapsed.js';
export { type ExcludedRow, excludedRowsOf } from './excluded-rows.js';
export { type Explained, explain } from './explain.js';
export { type Identified, type Identities, identify } from './identity/identify.js';
export { inputOf, type MetricInputFields } from './input-of.js';
export { measure } from './measure.js';
export type { Measured, MeasuredBucket } from './measured.js';
export type {
  Better,
  CountedObservation,
  ExcludedObservation,
  InputInstants,
  Metric,
  MetricDefinition,
  Population,
  TagName,
  Totals,
  Unit,
} from './metric.js';
export { metrics } from './metrics/index.js';
export { type CellFacts, type Observed, observe } from './observe.js';
export type { Question, TeamColumns } from './question.js';
export { defaultRules, questionOf, type Subject } from './question-of.js';
export type { MembershipMode } from './roster.js';
export { type Row, type Rows, rowsOf } from './rows.js';
export type { Disagreement } from './selection/repeats.js';
export { type Query, type Selection, select } from './selection/select.js';
export { mean } from './stats/mean.js';
export { quantile } from './stats/quantile.js';
export { sampleDeviation } from './stats/sample-deviation.js';
export { type RegressionLine, slope } from './stats/slope.js';
export { amountPerItem } from './summary/amount-per-item.js';
export { count } from './summary/count.js';
export { deviation } from './summary/deviation.js';
export { distinctDaysPerDeveloper } from './summary/distinct-days-per-developer.js';
export { duration } from './summary/duration.js';
export { type Groupings, itemsPerDeveloper } from './summary/items-per-developer.js';
export { meanPerSprint } from './summary/mean-per-sprint.js';
export { perDeveloper } from './summary/per-developer.js';
export { share } from './summary/share.js';
export { shareByCategory } from './summary/share-by-category.js';
export { type Stretch, stackedDuration } from './summary/stacked-duration.js';
export type {
  Aggregation,
  Distribution,
  Figure,
  Frame,
  LaidRows,
  Measurer,
  RowSpan,
  SeenRows,
  Segment,
  Summary,
} from './summary/summary.js';
export { type Trend, trend } from './trend.js';
export type { Amounts } from './unit.js';
