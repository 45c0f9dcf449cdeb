import type { AnyFilter, Filter, FilterSet } from './filter.js';
import type { AllocationGoal, BusinessAlignmentConfig } from './profile/alignment-profile.js';
import type { ProductivityConfig } from './profile/productivity-profile.js';
import type { EfficiencyConfig } from './profile/profile.js';

/** The pattern of releases if a team says nothing else; it must match the whole tag name. */
export const DEFAULT_RELEASE_PATTERN = '^v?\\d+\\.\\d+\\.\\d+$';

/**
 * The types of items that are features, and the points of simple and complex ones; bounds are
 * inclusive.
 */
export interface FeatureSettings {
  /** Item types that are features. */
  readonly types: readonly string[];
  /** Points of a simple feature. */
  readonly simple: {
    /** Lowest number of points. */
    readonly min: number;
    /** Highest number of points. */
    readonly max: number;
  };
  /** Points of a medium feature. */
  readonly medium: FeatureSettings['simple'];
  /** Points from which a feature is complex. */
  readonly complexMin: number;
}
/** The types of items that are bugs, and the priorities of critical and minor ones. */
export interface BugSettings {
  /** Item types that are bugs. */
  readonly types: readonly string[];
  /** Priorities of critical bugs. */
  readonly critical: readonly string[];
  /** Priorities of major bugs. */
  readonly major: readonly string[];
  /** Priorities of minor bugs. */
  readonly minor: readonly string[];
}

/** The team's part of the ticketing tool. */
export interface IssueManagementSettings {
  /** Properties `project`, `label`, `sprint`, `component`, `parent`, `field:<name>`. An empty filter matches none. */
  readonly projects: AnyFilter;
  /**
   * Filter of the items that are production incidents: properties `label`, `type`, `priority`. An
   * empty filter matches none.
   */
  readonly incidents: AnyFilter;
  /** Filters of the categories of the alignment profile; any filter of a category suffices. */
  readonly alignment: readonly {
    /** Id of the category. */
    readonly category: number;
    /** The filters of the category; any of them may match. */
    readonly filters: readonly Filter[];
    /** In the place of the goal that the profile has for the category; absent or null: that one. */
    readonly goal?: AllocationGoal | null;
  }[];
  /** Which items are features. */
  readonly features: FeatureSettings;
  /** Which items are bugs. */
  readonly bugs: BugSettings;
  /** Statuses in which an item is worked on. */
  readonly activeStatuses: readonly string[];
  /** Statuses and resolutions of items that were given up rather than completed. */
  readonly terminatedStatuses: readonly string[];
}

/** The team's part of the pipelines. */
export interface PipelineSettings {
  /** Properties `service`, `infrastructure`, `environment`, `tag`, `pipeline`, `project`, `organization`. An empty filter matches none. */
  readonly scope: AnyFilter;
  /** Filter of the runs that succeeded: property `status`; an empty set leaves it to the tool. */
  readonly success: FilterSet;
  /**
   * Filter of the runs that failed: properties `status`, `rollback`; an empty set leaves it to the
   * tool.
   */
  readonly failure: FilterSet;
}

/**
 * The team's part of the incident tool: properties `group`, `priority`, `severity`, `service`,
 * `urgency`, `field:<name>`. Empty sets match none.
 */
export interface IncidentManagementSettings {
  /** Which incidents are the team's. */
  readonly incidents: FilterSet;
  /** Which change requests are the team's. */
  readonly changeRequests: FilterSet;
}

/** Metrics of the FILTERS population that can be narrowed to what the team's developers did. */
export type FilteredMetric =
  | 'LEAD_TIME_FOR_CHANGES'
  | 'BUSINESS_ALIGNMENT'
  | 'MEAN_TIME_TO_RESTORE';

/**
 * The treatment of the pull requests that the filter of excluded changes matches: they are
 * excluded, or all others are.
 */
export type ChangeExclusionMode = 'EXCLUDE_MATCHING' | 'KEEP_MATCHING';

/**
 * The origin of a team's data. It is saved on a leaf, or on an inner node for the leaves below that
 * have none.
 */
export interface TeamSettings {
  /** Filter of the team's repositories; property `repository`. An empty filter matches none. */
  readonly repositories: AnyFilter;
  /**
   * Filter of the branches that a change must reach; property `branch`. An empty filter matches the
   * default branch of any name.
   */
  readonly destinationBranches: AnyFilter;
  /**
   * Filter of the pull requests that are excluded, as the mode says: property `label`. An empty
   * filter excludes none.
   */
  readonly excludedChanges: AnyFilter;
  /** The mode of `excludedChanges`: matching pull requests are excluded, or all others. */
  readonly excludedChangesMode: ChangeExclusionMode;
  /**
   * Filter of the merged pull requests that deploy: property `label`. An empty filter takes all.
   */
  readonly deployingChanges: AnyFilter;
  /** A regular expression for the whole tag name. */
  readonly releasePattern: string;
  /** Settings for the ticketing tool. */
  readonly issueManagement: IssueManagementSettings;
  /** Settings for pipelines. */
  readonly pipelines: PipelineSettings;
  /** Settings for the incident tool. */
  readonly incidentManagement: IncidentManagementSettings;
  /** Metrics of the FILTERS population that also require the author to be of the roster. */
  readonly metricsUsingDeveloperFilters: readonly FilteredMetric[];
}

const nothing: FilterSet = { op: 'AND', conditions: [] };

/** Settings of a team that saved none: no repositories or projects, default item types and statuses. */
export const emptyTeamSettings: TeamSettings = {
  repositories: [],
  destinationBranches: [],
  excludedChanges: [],
  excludedChangesMode: 'EXCLUDE_MATCHING',
  deployingChanges: [],
  releasePattern: DEFAULT_RELEASE_PATTERN,
  issueManagement: {
    projects: [],
    incidents: [],
    alignment: [],
    features: {
      types: ['Story', 'Feature', 'Enhancement', 'User Story'],
      simple: { min: 1, max: 3 },
      medium: { min: 4, max: 6 },
      complexMin: 7,
    },
    bugs: {
      types: ['Bug'],
      critical: ['P0', 'P1', 'Highest'],
      major: ['P2', 'P3', 'High', 'Medium'],
      minor: ['P4', 'Low', 'Lowest'],
    },
    activeStatuses: ['In Progress'],
    terminatedStatuses: [
      'Invalid',
      "Won't Do",
      "Won't Fix",
      'Duplicate',
      'Cannot Reproduce',
      'Declined',
      'Cancelled',
    ],
  },
  pipelines: { scope: [], success: nothing, failure: { op: 'OR', conditions: [] } },
  incidentManagement: { incidents: nothing, changeRequests: nothing },
  metricsUsingDeveloperFilters: [],
};

/** Returns stored settings, with defaults for the parts that they were saved without. */
export const completeTeamSettings = (stored: Partial<TeamSettings>): TeamSettings => ({
  ...emptyTeamSettings,
  ...stored,
});

/** All that decides how facts become observations of a team; part of the key of a cell. */
export interface Rules {
  /** The team's settings. */
  readonly settings: TeamSettings;
  /** The efficiency profile. */
  readonly efficiency: EfficiencyConfig;
  /** The productivity profile. */
  readonly productivity: ProductivityConfig;
  /** The alignment profile. */
  readonly alignment: BusinessAlignmentConfig;
}

interface EffectiveProfile {
  readonly number: number;
  readonly name: string;
  readonly version: number;
}

/** Rules with the names and versions of the profiles they come from: the content of a ruleset. */
export interface EffectiveRules extends Rules {
  readonly efficiencyProfile: EffectiveProfile;
  readonly productivityProfile: EffectiveProfile;
  /** Null if the tree has none. */
  readonly alignmentProfile: EffectiveProfile | null;
  /**
   * The version of what the metrics of the program observe: if another program's version differs,
   * all is observed again.
   */
  readonly shape: string;
}
