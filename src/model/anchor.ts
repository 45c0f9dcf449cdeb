import type { CommitDoubt } from './code.js';
import type { Instant } from './time.js';

/** A fact that can become an observation, with its links attached, as the engine sees it. */
interface Anchor {
  /** The subject: one number space per account over all kinds. */
  readonly number: number;
  /** Number of the repository. */
  readonly repository: number;
  /** Number of the developer it is credited to; null while no developer matches. */
  readonly developer: number | null;
  readonly byBot: boolean;
  /** Its own instant, at which it is excluded when it lacks the metric's. */
  readonly ownAt: Instant;
}

/** `ownAt` = `authoredAt`. */
export interface CommitAnchor extends Anchor {
  readonly authoredAt: Instant;
  readonly isMerge: boolean;
  readonly doubt: CommitDoubt | null;
}

/** A file of a change; `previousAt`: when the first-parent line last changed it before (null: never, or not known). */
export interface ChangedFile {
  readonly path: string;
  readonly additions: number;
  readonly deletions: number;
  readonly previousAt: Instant | null;
}

/** `ownAt` = `mergedAt`. */
export interface ChangeAnchor extends Anchor {
  readonly mergedAt: Instant;
  readonly firstCommitAt: Instant;
  readonly firstCommitUnknown: boolean;
  readonly doubt: CommitDoubt | null;
  /** Number of the release it rides in, null while there is none. */
  readonly release: number | null;
  readonly releasedAt: Instant | null;
  /** True where the first release that contains it has no known predecessor. */
  readonly baseline: boolean;
  /** The files whose lines are known. */
  readonly files: readonly ChangedFile[];
  /** True where blobs are missing, so that lines of some files are not known. */
  readonly linesUnknown?: boolean;
}

/** `ownAt` = `releasedAt`. */
export interface ReleaseAnchor extends Anchor {
  readonly releasedAt: Instant;
}

/** The anchors of one cell, every kind a plain readonly array. A new kind is a line here. */
export interface Anchors {
  readonly commits: readonly CommitAnchor[];
  readonly changes: readonly ChangeAnchor[];
  readonly releases: readonly ReleaseAnchor[];
}
export type AnchorKind = 'commit' | 'change' | 'release';
