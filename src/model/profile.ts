import type { Filter } from './filter.js';
import type { SprintDisplay } from './sprint-display.js';

export type ProfileKind = 'EFFICIENCY' | 'PRODUCTIVITY' | 'BUSINESS_ALIGNMENT';

export type EventSource =
  | 'ISSUE_MANAGEMENT'
  | 'SOURCE_CODE_MANAGEMENT'
  | 'CONTINUOUS_INTEGRATION'
  | 'CONTINUOUS_DEPLOYMENT';
/** What starts or ends a phase of lead time; `RELEASED` is the release or deployment a change rides in, `TICKET_STATUS` a status by its name. */
export type PhaseEvent =
  | 'TICKET_CREATED'
  | 'TICKET_TO_DO'
  | 'TICKET_IN_PROGRESS'
  | 'TICKET_DONE'
  | 'TICKET_STATUS'
  | 'FIRST_COMMIT_CREATED'
  | 'LAST_COMMIT_CREATED'
  | 'FIRST_PR_CREATED'
  | 'LAST_PR_CREATED'
  | 'FIRST_PR_COMMENT'
  | 'LAST_PR_COMMENT'
  | 'FIRST_PR_APPROVAL'
  | 'LAST_PR_APPROVAL'
  | 'FIRST_PR_MERGED'
  | 'LAST_PR_MERGED'
  | 'FIRST_CI_EXECUTION'
  | 'LAST_CI_EXECUTION'
  | 'FIRST_CD_EXECUTION'
  | 'LAST_CD_EXECUTION'
  | 'RELEASED';
export type PhaseKey =
  | 'PLANNING'
  | 'CODING'
  | 'REVIEW'
  | 'BUILD'
  | 'DEPLOYMENT'
  | 'COMMIT_TO_RELEASE';
export interface PhaseEdge {
  readonly source: EventSource;
  readonly event: PhaseEvent;
  /** The tool's own word for the status that is entered, of `TICKET_STATUS` alone; compared trimmed and without case. */
  readonly status?: string | null;
}
export interface Phase {
  readonly key: PhaseKey;
  readonly enabled: boolean;
  readonly start: PhaseEdge;
  readonly end: PhaseEdge;
}

export type EfficiencyPreset = 'SOURCE_CODE' | 'FIVE_PHASES' | 'FIVE_PHASES_PR_CREATED';
export type WorkScope = 'ALL_COMPLETED_WORK' | 'ONLY_DEPLOYED_WORK';
export type WorkflowOrder = 'ENFORCE' | 'ALLOW_EXCEPTIONS';
export type DeploymentSource =
  | 'CONTINUOUS_DEPLOYMENT'
  | 'ISSUE_MANAGEMENT_RELEASES'
  | 'PULL_REQUEST_MERGES'
  | 'CHANGE_REQUESTS'
  | 'SOURCE_CODE_RELEASES';

/** Which states of a change request or an incident count as its end, and so which of its instants is meant. */
export type EndState = 'CLOSED' | 'RESOLVED' | 'UPDATED' | 'CLOSED_AND_RESOLVED';
/**
 * Which event of an incident counts it, and so which of its instants is meant: its creation, its last telling of something new, or
 * an end.
 */
export type IncidentState = 'CREATED' | EndState;
export type FailureSource = 'CONTINUOUS_DEPLOYMENT' | 'ISSUE_MANAGEMENT' | 'INCIDENT_MANAGEMENT';
/** `LINKED`: distinct deployments that are blamed; `RATIO`: incidents over deployments, which may exceed 1. */
export type FailureMethod = 'LINKED' | 'RATIO';

/** `CREATED_IN_RANGE`: of the incidents that ended in the range that is asked for those that were created in it too. */
export type IncludedIncidents = 'ALL' | 'CREATED_IN_RANGE';

/** Hours that count. Where a profile has none, every hour does. */
export interface WorkingCalendar {
  readonly zone: string;
  /** ISO days of the week, Monday being 1. */
  readonly days: readonly number[];
  /** Local times such as `09:00`. */
  readonly from: string;
  readonly to: string;
  /** Local dates such as `2026-12-25`. */
  readonly holidays: readonly string[];
}

export type LevelKey = 'ELITE' | 'HIGH' | 'MEDIUM' | 'LOW';
/** Where a level ends: durations in milliseconds, frequencies per day, ratios 0..1. `LOW` is what remains. */
export interface LevelBound {
  readonly level: Exclude<LevelKey, 'LOW'>;
  readonly bound: number;
  /** True where the bound itself still belongs to the level. */
  readonly inclusive: boolean;
}
/** Bounds that a profile sets in the place of the benchmark's, for a metric or one phase of it. */
export interface MaturityOverride {
  readonly metric: string;
  readonly phase: PhaseKey | null;
  readonly bounds: readonly LevelBound[];
}
export interface Maturity {
  /** Id of a benchmark set. */
  readonly benchmark: string;
  readonly overrides: readonly MaturityOverride[];
  readonly levels: readonly {
    readonly key: LevelKey;
    readonly label: string;
    readonly description: string;
    readonly color: string;
  }[];
}

export interface EfficiencyConfig {
  readonly preset: EfficiencyPreset;
  readonly leadTime: {
    readonly phases: readonly Phase[];
    readonly workScope: WorkScope;
    readonly workflowOrder: WorkflowOrder;
  };
  readonly deploymentFrequency: {
    readonly source: DeploymentSource;
    readonly eventTime: 'STARTED' | 'COMPLETED';
    readonly changeRequests: EndState;
    /** Of `CONTINUOUS_DEPLOYMENT`: a run counts once for each service that it deploys. */
    readonly perService: boolean;
  };
  readonly changeFailureRate: {
    readonly source: FailureSource;
    readonly method: FailureMethod;
    /** A deployment is blamed for an incident at most this long after its end. */
    readonly attributionWindowDays: number;
    /** Of incidents of the incident tool: `LINKED`, which of them blame; `RATIO`, when they count. */
    readonly incidentState: IncidentState;
  };
  readonly meanTimeToRestore: {
    readonly source: Exclude<FailureSource, 'CONTINUOUS_DEPLOYMENT'>;
    readonly resolveOn: Exclude<EndState, 'UPDATED'>;
    readonly includeIncidents: IncludedIncidents;
  };
  readonly sprints: {
    readonly computationMode: 'STORY_POINTS' | 'WORK_ITEM_COUNT';
    readonly startGraceDays: number;
    readonly endGraceDays: number;
    /** Work whose estimate rose counts as churn by the increase. */
    readonly includeEstimateIncreases: boolean;
  };
  /** What clients show about sprints; absent: everything. */
  readonly sprintDisplay?: SprintDisplay;
  readonly maturity: Maturity;
  readonly calendar: WorkingCalendar | null;
}

/** `ROSTER`: members and shared developers; `CONTRIBUTING`: those of them who committed, merged, reviewed, commented or completed anything in the span. */
export type Denominator = 'ROSTER' | 'CONTRIBUTING';
export interface ProductivityConfig {
  /** Ids of metrics that are not measured; absent: all are. */
  readonly disabledMetrics?: readonly string[];
  readonly denominator: Denominator;
  /** Lines; SMALL is below the first, LARGE above the second. */
  readonly prSize: { readonly small: number; readonly medium: number };
  readonly prCycleTime: { readonly startEvent: 'FIRST_COMMIT' | 'PR_OPENED' };
  /** Only what was merged into a destination branch of the team. */
  readonly restrictToDestinationBranches: boolean;
  readonly workCompleted: { readonly countSubtasks: boolean };
  readonly timeToComplete: { readonly basis: 'CREATED' | 'FIRST_ACTIVE' };
  readonly codeRework: {
    /** Rework of code younger than this many days is recent, of older code legacy. */
    readonly recentWindowDays: number;
    /** Paths that are left out, such as lock files: `*` within a folder, `**` across folders. */
    readonly excludedPaths: readonly string[];
  };
  readonly calendar: WorkingCalendar | null;
}

/** Which relatives of a matching item a category takes with it. */
export type FetchScope =
  | 'MATCH_ONLY'
  | 'PARENT_AND_ALL_DESCENDANTS'
  | 'LEAF_DESCENDANTS_ONLY'
  | 'EPIC_AND_ALL_DESCENDANTS'
  | 'PARENT_AND_IMMEDIATE_CHILDREN';
export type EffortUnit = 'TICKET_COUNT' | 'STORY_POINTS' | 'TICKET_TIME_SPENT';
/** Shares 0..1 of all effort. */
export interface AllocationGoal {
  readonly idealMin: number;
  readonly idealMax: number;
  readonly acceptableMin: number;
  readonly acceptableMax: number;
}
export interface AlignmentCategory {
  /** Whole, above 0, never given again within the profile: observations carry it. */
  readonly id: number;
  readonly name: string;
  readonly description: string | null;
  /** 1 is best; of the categories that claim an item the best ranked has it. */
  readonly rank: number;
  readonly color: string | null;
  readonly fetchScope: FetchScope;
  /** Each of them matches by itself. */
  readonly scopeFilters: readonly Filter[];
  readonly goal: AllocationGoal | null;
}
export interface BusinessAlignmentConfig {
  readonly categories: readonly AlignmentCategory[];
  /** The highest id that a category of the profile ever had; absent: that of its categories. */
  readonly lastCategory?: number;
  readonly effortUnit: EffortUnit;
  /** `FTE`: each developer's effort adds up to one. */
  readonly effortCalculation: 'ABSOLUTE' | 'FTE';
  readonly effortAttribution: 'CURRENT_ASSIGNEE' | 'CURRENT_AND_PREVIOUS_ASSIGNEES';
  /** Items that have children do not count beside them. */
  readonly leafOnly: boolean;
}

export interface ProfileConfigOf {
  readonly EFFICIENCY: EfficiencyConfig;
  readonly PRODUCTIVITY: ProductivityConfig;
  readonly BUSINESS_ALIGNMENT: BusinessAlignmentConfig;
}

export interface Profile<Kind extends ProfileKind = ProfileKind> {
  readonly number: number;
  readonly kind: Kind;
  readonly name: string;
  readonly description: string | null;
  readonly version: number;
  readonly config: ProfileConfigOf[Kind];
}
