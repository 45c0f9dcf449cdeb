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

export type SyncStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED';
export interface SyncCounts {
  /** Facts new or changed, and taken back, by kind. */
  readonly written: Readonly<Partial<Record<FactKind, number>>>;
  readonly removed: number;
  readonly pages: number;
  /** Facts kept with a reservation, by reason: AUTHORED_BEFORE_1980, AUTHORED_IN_FUTURE, LINES_UNKNOWN. */
  readonly doubtful: Readonly<Record<string, number>>;
}
/** One sync of an integration, running or ended. */
export interface SyncRun {
  readonly number: number;
  readonly integration: number;
  readonly status: SyncStatus;
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
  readonly counts: SyncCounts;
  /** Why it failed and what to do. */
  readonly message: string | null;
}
