import type { BusinessAlignmentConfig } from './alignment-profile.js';
import type { ProductivityConfig } from './productivity-profile.js';
import type { SprintDisplay } from './sprint-display.js';
import type { WorkingCalendar } from './working-calendar.js';

/** Which family of metrics a profile configures. */
export type ProfileKind = 'EFFICIENCY' | 'PRODUCTIVITY' | 'BUSINESS_ALIGNMENT';

/** The kind of tool that an event comes from. */
export type EventSource =
  | 'ISSUE_MANAGEMENT'
  | 'SOURCE_CODE_MANAGEMENT'
  | 'CONTINUOUS_INTEGRATION'
  | 'CONTINUOUS_DEPLOYMENT';
/**
 * The event that starts or ends a phase of lead time. `RELEASED` is the first release or deployment
 * of a change, `TICKET_STATUS` a status by its name.
 */
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
/** A phase of lead time. */
export type PhaseKey =
  | 'PLANNING'
  | 'CODING'
  | 'REVIEW'
  | 'BUILD'
  | 'DEPLOYMENT'
  | 'COMMIT_TO_RELEASE';
/** The event at which a phase starts or ends. */
export interface PhaseEdge {
  /** The kind of tool that reports the event. */
  readonly source: EventSource;
  /** The event. */
  readonly event: PhaseEvent;
  /**
   * The tool's own word for the status that is entered, for `TICKET_STATUS` alone; compared trimmed
   * and without case.
   */
  readonly status?: string | null;
}
/** One phase of lead time. */
export interface Phase {
  /** Which phase it is. */
  readonly key: PhaseKey;
  /** False if the phase adds nothing to the lead time. */
  readonly enabled: boolean;
  /** The event at which it starts. */
  readonly start: PhaseEdge;
  /** The event at which it ends. */
  readonly end: PhaseEdge;
}

/** The named sets of phases that a profile may start from. */
export type EfficiencyPreset = 'SOURCE_CODE' | 'FIVE_PHASES' | 'FIVE_PHASES_PR_CREATED';
/** The work that counts: all that is completed, or only what was deployed. */
export type WorkScope = 'ALL_COMPLETED_WORK' | 'ONLY_DEPLOYED_WORK';
/** `ENFORCE` excludes work whose events are out of order; `ALLOW_EXCEPTIONS` counts such a phase as 0. */
export type WorkflowOrder = 'ENFORCE' | 'ALLOW_EXCEPTIONS';
/** The event that counts as a deployment. */
export type DeploymentSource =
  | 'CONTINUOUS_DEPLOYMENT'
  | 'ISSUE_MANAGEMENT_RELEASES'
  | 'PULL_REQUEST_MERGES'
  | 'CHANGE_REQUESTS'
  | 'SOURCE_CODE_RELEASES';

/**
 * The states of a change request or an incident that count as its end, and so the instant that is
 * meant.
 */
export type EndState = 'CLOSED' | 'RESOLVED' | 'UPDATED' | 'CLOSED_AND_RESOLVED';
/** The event at which an incident counts: its creation, its last change, or an end. */
export type IncidentState = 'CREATED' | EndState;
/** Which kind of tool says that a deployment failed. */
export type FailureSource = 'CONTINUOUS_DEPLOYMENT' | 'ISSUE_MANAGEMENT' | 'INCIDENT_MANAGEMENT';
/** `LINKED`: distinct deployments that are blamed; `RATIO`: incidents over deployments, which may exceed 1. */
export type FailureMethod = 'LINKED' | 'RATIO';

/**
 * `CREATED_IN_RANGE`: an incident that ended in the range counts only if it was created in it too.
 */
export type IncludedIncidents = 'ALL' | 'CREATED_IN_RANGE';

/** A level of a rating, the best first. */
export type LevelKey = 'ELITE' | 'HIGH' | 'MEDIUM' | 'LOW';
/**
 * The end of a level: durations in milliseconds, frequencies per day, ratios 0..1. `LOW` is what
 * remains.
 */
export interface LevelBound {
  /** The level that ends at the bound. */
  readonly level: Exclude<LevelKey, 'LOW'>;
  /** The value at which it ends. */
  readonly bound: number;
  /** True if the bound itself still belongs to the level. */
  readonly inclusive: boolean;
}
/** Bounds that a profile sets in the place of the benchmark's, for a metric or one phase of it. */
export interface MaturityOverride {
  /** Id of the rated metric. */
  readonly metric: string;
  /** The phase of lead time; null for the whole metric. */
  readonly phase: PhaseKey | null;
  /** The profile's own bounds, the best level first. */
  readonly bounds: readonly LevelBound[];
}
/** How values are rated, and what the levels are called. */
export interface Maturity {
  /** Id of a benchmark set. */
  readonly benchmark: string;
  /** Bounds that replace those of the benchmark set. */
  readonly overrides: readonly MaturityOverride[];
  /** Names and colours of the levels. */
  readonly levels: readonly {
    /** The level. */
    readonly key: LevelKey;
    /** Its name for readers. */
    readonly label: string;
    /** Its meaning, in a few words. */
    readonly description: string;
    /** Its colour, as clients draw it. */
    readonly color: string;
  }[];
}

/** How delivery is measured: phases, deployments, failures, sprints and levels. */
export interface EfficiencyConfig {
  /** The named set of phases it started from. */
  readonly preset: EfficiencyPreset;
  /** How the lead time for changes is measured. */
  readonly leadTime: {
    /** The phases, in order. */
    readonly phases: readonly Phase[];
    /** Which work counts. */
    readonly workScope: WorkScope;
    /** The treatment of work whose events are out of order. */
    readonly workflowOrder: WorkflowOrder;
  };
  /** The definition of a deployment, and when it counts. */
  readonly deploymentFrequency: {
    /** The event that counts as a deployment. */
    readonly source: DeploymentSource;
    /** The instant at which a run counts: its start or its end. */
    readonly eventTime: 'STARTED' | 'COMPLETED';
    /** Which state ends a change request that counts as a deployment. */
    readonly changeRequests: EndState;
    /** For `CONTINUOUS_DEPLOYMENT` alone: a run counts once for each service that it deploys. */
    readonly perService: boolean;
  };
  /** Which deployments failed. */
  readonly changeFailureRate: {
    /** Which kind of tool says so. */
    readonly source: FailureSource;
    /** How incidents become a rate. */
    readonly method: FailureMethod;
    /** A deployment is blamed for an incident at most this long after its end. */
    readonly attributionWindowDays: number;
    /**
     * The event of incidents of the incident tool. Under `LINKED` it decides which of them blame,
     * under `RATIO` when they count.
     */
    readonly incidentState: IncidentState;
  };
  /** Which incidents are measured, and until when. */
  readonly meanTimeToRestore: {
    /** Which kind of tool reports the incidents. */
    readonly source: Exclude<FailureSource, 'CONTINUOUS_DEPLOYMENT'>;
    /** Which state ends an incident. */
    readonly resolveOn: Exclude<EndState, 'UPDATED'>;
    /** Which incidents of the range count. */
    readonly includeIncidents: IncludedIncidents;
  };
  /** How amounts of sprints are counted. */
  readonly sprints: {
    /** The unit of items: story points, or one each. */
    readonly computationMode: 'STORY_POINTS' | 'WORK_ITEM_COUNT';
    /** Days after the start in which added work is still committed. */
    readonly startGraceDays: number;
    /** Days after the end in which completed work is still delivered. */
    readonly endGraceDays: number;
    /** Work whose estimate rose counts as churn by the increase. */
    readonly includeEstimateIncreases: boolean;
  };
  /** The figures about sprints that clients show; absent: everything. */
  readonly sprintDisplay?: SprintDisplay;
  /** How values are rated. */
  readonly maturity: Maturity;
  /** Hours that count in durations; null for every hour. */
  readonly calendar: WorkingCalendar | null;
}

/** The configuration by kind of profile. */
export interface ProfileConfigOf {
  /** Configuration of delivery and sprints. */
  readonly EFFICIENCY: EfficiencyConfig;
  /** Configuration of review and work. */
  readonly PRODUCTIVITY: ProductivityConfig;
  /** Configuration of effort by category. */
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
