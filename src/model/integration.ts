import type { FactKind } from './facts.js';
import type { Instant } from './time.js';

export type IntegrationStatus = 'ACTIVE' | 'PAUSED' | 'REMOVING';
/** A connected tool of an account. */
export interface Integration {
  readonly number: number;
  readonly provider: string;
  readonly name: string;
  /** What the provider asked of the user, without secrets. */
  readonly settings: Readonly<Record<string, string>>;
  readonly status: IntegrationStatus;
  /** Where the next sync resumes; the provider's own text. */
  readonly cursor: string | null;
  /** When the last sync that ended well began. */
  readonly lastSyncedAt: Instant | null;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

/** INTERRUPTED: the process that worked on it was stopped or ended; the next sync resumes at its cursor. */
export type SyncStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'INTERRUPTED';
export interface SyncCounts {
  /** Facts new or changed, and taken back, by kind. */
  readonly written: Readonly<Partial<Record<FactKind, number>>>;
  readonly removed: number;
  readonly pages: number;
  /** Facts kept with a reservation, by reason: AUTHORED_BEFORE_1980, AUTHORED_IN_FUTURE, LINES_UNKNOWN; REFUSED: left out, since the database cannot hold them. */
  readonly doubtful: Readonly<Record<string, number>>;
}
/** How far a run has come in one kind of page. */
export interface SyncProgress {
  /** The kind of page, in the provider's words. */
  readonly what: string;
  readonly done: number;
  /** Null where the tool does not say how many there are. */
  readonly total: number | null;
  /** Items a second since the first page of this kind; null while that cannot be told. */
  readonly perSecond: number | null;
}
/** One sync of an integration, running or ended; its number counts the account's runs. */
export interface SyncRun {
  readonly number: number;
  readonly integration: number;
  readonly status: SyncStatus;
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
  readonly counts: SyncCounts;
  /** Null while nothing was brought. */
  readonly progress: SyncProgress | null;
  /** Why it failed or was interrupted, and what to do. */
  readonly message: string | null;
}

/** How the syncs of the last seven days went. PAUSED before OFFLINE_SATELLITE before UNKNOWN before the others. */
export type IntegrationHealth =
  | 'HEALTHY'
  | 'NEEDS_ATTENTION'
  | 'CRITICAL'
  | 'OFFLINE_SATELLITE'
  | 'PAUSED'
  | 'UNKNOWN';
