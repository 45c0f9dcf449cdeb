import type { Filter } from './filter.js';
import type { EfficiencyConfig, ProductivityConfig } from './profile.js';
import type { Instant } from './time.js';

/** What matches a release where a team says nothing else; it must match the whole tag name. */
export const DEFAULT_RELEASE_PATTERN = '^v?\\d+\\.\\d+\\.\\d+$';

/** Where a team's data comes from. Saved on a leaf, or on an inner node for the leaves below that have none. */
export interface TeamSettings {
  /** Which repositories are the team's; property `repository`. An empty filter matches none. */
  readonly repositories: Filter;
  /** Which branches a change must reach; property `branch`. An empty filter matches the default branch, whatever its name. */
  readonly destinationBranches: Filter;
  /** A regular expression for the whole tag name. */
  readonly releasePattern: string;
  /** Metrics of the FILTERS population that also require the author to be of the roster. */
  readonly metricsUsingDeveloperFilters: readonly 'LEAD_TIME_FOR_CHANGES'[];
}

export const emptyTeamSettings: TeamSettings = {
  repositories: [],
  destinationBranches: [],
  releasePattern: DEFAULT_RELEASE_PATTERN,
  metricsUsingDeveloperFilters: [],
};

/** All that decides how facts become observations of a team; part of the key of a cell. */
export interface Rules {
  readonly settings: TeamSettings;
  readonly efficiency: EfficiencyConfig;
  readonly productivity: ProductivityConfig;
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

/** Rules with the names and versions of the profiles they come from: the content of a ruleset. */
export interface RulesInForce extends Rules {
  readonly efficiencyProfile: {
    readonly number: number;
    readonly name: string;
    readonly version: number;
  };
  readonly productivityProfile: {
    readonly number: number;
    readonly name: string;
    readonly version: number;
  };
}
