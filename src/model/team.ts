import type { AnyFilter, Filter, FilterSet } from './filter.js';
import type {
  AllocationGoal,
  BusinessAlignmentConfig,
  EfficiencyConfig,
  ProductivityConfig,
} from './profile.js';
import type { Instant } from './time.js';

/** What matches a release where a team says nothing else; it must match the whole tag name. */
export const DEFAULT_RELEASE_PATTERN = '^v?\\d+\\.\\d+\\.\\d+$';

/** Which items are features, and how points tell simple from complex ones; bounds are inclusive. */
export interface FeatureSettings {
  readonly types: readonly string[];
  readonly simple: { readonly min: number; readonly max: number };
  readonly medium: { readonly min: number; readonly max: number };
  readonly complexMin: number;
}
/** Which items are bugs, and how priorities tell critical from minor ones. */
export interface BugSettings {
  readonly types: readonly string[];
  readonly critical: readonly string[];
  readonly major: readonly string[];
  readonly minor: readonly string[];
}

/** What of the ticketing tool is the team's. */
export interface IssueManagementSettings {
  /** Properties `project`, `label`, `sprint`, `component`, `parent`, `field:<name>`. An empty filter matches none. */
  readonly projects: AnyFilter;
  /** Which items are production incidents: properties `label`, `type`, `priority`. An empty filter matches none. */
  readonly incidents: AnyFilter;
  /** What belongs to the categories of the alignment profile, each by any of its filters. */
  readonly alignment: readonly {
    readonly category: number;
    readonly filters: readonly Filter[];
    /** In the place of the goal that the profile has for the category; absent or null: that one. */
    readonly goal?: AllocationGoal | null;
  }[];
  readonly features: FeatureSettings;
  readonly bugs: BugSettings;
  readonly activeStatuses: readonly string[];
  /** Statuses and resolutions of what was given up rather than completed. */
  readonly terminatedStatuses: readonly string[];
}

/** What of the pipelines is the team's. */
export interface PipelineSettings {
  /** Properties `service`, `infrastructure`, `environment`, `tag`, `pipeline`, `project`, `organization`. An empty filter matches none. */
  readonly scope: AnyFilter;
  /** Which runs succeeded: property `status`; an empty set leaves it to the tool. */
  readonly success: FilterSet;
  /** Which runs failed: properties `status`, `rollback`; an empty set leaves it to the tool. */
  readonly failure: FilterSet;
}

/** What of the incident tool is the team's: properties `group`, `priority`, `severity`, `service`, `urgency`, `field:<name>`. Empty sets match none. */
export interface IncidentManagementSettings {
  readonly incidents: FilterSet;
  readonly changeRequests: FilterSet;
}

/** Metrics of the FILTERS population that can be narrowed to what the team's developers did. */
export type FilteredMetric =
  | 'LEAD_TIME_FOR_CHANGES'
  | 'BUSINESS_ALIGNMENT'
  | 'MEAN_TIME_TO_RESTORE';

/** What becomes of the pull requests that the filter of excluded changes matches: they are left out, or all others are. */
export type ChangeExclusionMode = 'EXCLUDE_MATCHING' | 'KEEP_MATCHING';

/** Where a team's data comes from. Saved on a leaf, or on an inner node for the leaves below that have none. */
export interface TeamSettings {
  /** Which repositories are the team's; property `repository`. An empty filter matches none. */
  readonly repositories: AnyFilter;
  /** Which branches a change must reach; property `branch`. An empty filter matches the default branch, whatever its name. */
  readonly destinationBranches: AnyFilter;
  /** Which pull requests are left out, as the mode says: property `label`. An empty filter leaves out none. */
  readonly excludedChanges: AnyFilter;
  readonly excludedChangesMode: ChangeExclusionMode;
  /** Which merged pull requests deploy: property `label`. An empty filter takes all. */
  readonly deployingChanges: AnyFilter;
  /** A regular expression for the whole tag name. */
  readonly releasePattern: string;
  readonly issueManagement: IssueManagementSettings;
  readonly pipelines: PipelineSettings;
  readonly incidentManagement: IncidentManagementSettings;
  /** Metrics of the FILTERS population that also require the author to be of the roster. */
  readonly metricsUsingDeveloperFilters: readonly FilteredMetric[];
}

const nothing: FilterSet = { op: 'AND', conditions: [] };

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

/** Settings as they were stored, with defaults for what they were saved without. */
export const completeTeamSettings = (stored: Partial<TeamSettings>): TeamSettings => ({
  ...emptyTeamSettings,
  ...stored,
});

/** All that decides how facts become observations of a team; part of the key of a cell. */
export interface Rules {
  readonly settings: TeamSettings;
  readonly efficiency: EfficiencyConfig;
  readonly productivity: ProductivityConfig;
  readonly alignment: BusinessAlignmentConfig;
}

export interface OrgTree {
  readonly number: number;
  readonly name: string;
  readonly version: number;
  readonly efficiencyProfile: number;
  readonly productivityProfile: number;
  readonly businessAlignmentProfile: number | null;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

/** A node of an org tree; a leaf is a team and its number is the team's. */
export interface OrgNode {
  readonly number: number;
  readonly tree: number;
  readonly parent: number | null;
  /** Stable over rebuilds: `manager:<developer number>`, `reports:<developer number>`, `root`. */
  readonly key: string;
  readonly name: string;
  /** Names from the root, joined by `/`. */
  readonly path: string;
  readonly depth: number;
  readonly isTeam: boolean;
  /** "<name> (direct reports)", or the root above several. */
  readonly synthetic: boolean;
  readonly unplaced: boolean;
  /** Developer number of the manager. */
  readonly manager: number | null;
  readonly archivedAt: Instant | null;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

interface ProfileInForce {
  readonly number: number;
  readonly name: string;
  readonly version: number;
}

/** Rules with the names and versions of the profiles they come from: the content of a ruleset. */
export interface RulesInForce extends Rules {
  readonly efficiencyProfile: ProfileInForce;
  readonly productivityProfile: ProfileInForce;
  /** Null where the tree has none. */
  readonly alignmentProfile: ProfileInForce | null;
  /** Says what the metrics of the program observe: where another program's observe something else, all is observed anew. */
  readonly shape: string;
}
