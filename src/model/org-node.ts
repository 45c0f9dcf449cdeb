import type { Instant } from './time.js';

/** An organisation as a tree of nodes, with the profiles that apply to it. */
export interface OrgTree {
  /** Number of the tree within its account. */
  readonly number: number;
  /** Name of the tree. */
  readonly name: string;
  /** Version for optimistic locking; it rises with every change. */
  readonly version: number;
  /** Number of its efficiency profile. */
  readonly efficiencyProfile: number;
  /** Number of its productivity profile. */
  readonly productivityProfile: number;
  /** Number of its alignment profile; null if it has none. */
  readonly businessAlignmentProfile: number | null;
  /** When it was created. */
  readonly createdAt: Instant;
  /** When it last changed. */
  readonly updatedAt: Instant;
}

/** A node of an org tree; a leaf is a team and its number is the team's. */
export interface OrgNode {
  /** Number of the node within its account. */
  readonly number: number;
  /** Number of its tree. */
  readonly tree: number;
  /** Number of the node above; null for the root. */
  readonly parent: number | null;
  /** Stable over rebuilds: `manager:<developer number>`, `reports:<developer number>`, `root`. */
  readonly key: string;
  /** Name of the node. */
  readonly name: string;
  /** Names from the root, joined by `/`. */
  readonly path: string;
  /** How many nodes are above it; 0 for the root. */
  readonly depth: number;
  /** True for a leaf. */
  readonly isTeam: boolean;
  /** "<name> (direct reports)", or the root above several. */
  readonly synthetic: boolean;
  /** True if its developers have no manager in the file. */
  readonly unplaced: boolean;
  /** Developer number of the manager. */
  readonly manager: number | null;
  /** When it left the tree; null while it is part of it. */
  readonly archivedAt: Instant | null;
  /** When it was created. */
  readonly createdAt: Instant;
  /** When it last changed. */
  readonly updatedAt: Instant;
}
