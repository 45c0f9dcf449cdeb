import type { Filter } from '../filter.js';

/** Which relatives of a matching item a category takes with it. */
export type FetchScope =
  | 'MATCH_ONLY'
  | 'PARENT_AND_ALL_DESCENDANTS'
  | 'LEAF_DESCENDANTS_ONLY'
  | 'EPIC_AND_ALL_DESCENDANTS'
  | 'PARENT_AND_IMMEDIATE_CHILDREN';

/** The unit in which effort is counted. */
export type EffortUnit = 'TICKET_COUNT' | 'STORY_POINTS' | 'TICKET_TIME_SPENT';

/** Shares 0..1 of all effort. */
export interface AllocationGoal {
  /** Lowest ideal share. */
  readonly idealMin: number;
  /** Highest ideal share. */
  readonly idealMax: number;
  /** Lowest acceptable share. */
  readonly acceptableMin: number;
  /** Highest acceptable share. */
  readonly acceptableMax: number;
}

/** A category of effort, such as new features or support. */
export interface AlignmentCategory {
  /** Whole, above 0, never given again within the profile: observations carry it. */
  readonly id: number;
  /** Name for readers. */
  readonly name: string;
  /** The kind of work that belongs to it; null if nothing is said. */
  readonly description: string | null;
  /** 1 is best. If several categories claim an item, the best ranked has it. */
  readonly rank: number;
  /** Its colour, as clients draw it; null for the client's choice. */
  readonly color: string | null;
  /** Which relatives of a matching item it takes. */
  readonly fetchScope: FetchScope;
  /** Each of them matches by itself. */
  readonly scopeFilters: readonly Filter[];
  /** The share it should have; null for none. */
  readonly goal: AllocationGoal | null;
}

/** Which categories effort is spent on, and how effort is counted. */
export interface BusinessAlignmentConfig {
  /** The categories, each with a rank of its own. */
  readonly categories: readonly AlignmentCategory[];
  /** The highest id that a category of the profile ever had; absent: that of its categories. */
  readonly lastCategory?: number;
  /** The unit in which effort is counted. */
  readonly effortUnit: EffortUnit;
  /** `FTE`: each developer's effort adds up to one. */
  readonly effortCalculation: 'ABSOLUTE' | 'FTE';
  /** Which assignees an item's effort is credited to. */
  readonly effortAttribution: 'CURRENT_ASSIGNEE' | 'CURRENT_AND_PREVIOUS_ASSIGNEES';
  /** Items that have children do not count beside them. */
  readonly leafOnly: boolean;
}
