import type { FactKind } from './facts/facts.js';
import type { Instant } from './time.js';

/** `ACTIVE` is synced by schedule, `PAUSED` is not, `REMOVING` is being deleted with its facts. */
export type IntegrationStatus = 'ACTIVE' | 'PAUSED' | 'REMOVING';
/** A connected tool of an account. */
export interface Integration {
  /** Number of the integration within its account. */
  readonly number: number;
  /** Id of its provider. */
  readonly provider: string;
  /** Name within the account. */
  readonly name: string;
  /** The values that the user gave for the provider's settings, without secrets. */
  readonly settings: Readonly<Record<string, string>>;
  /** The state of an integration: whether it is synced. */
  readonly status: IntegrationStatus;
  /**
   * The rights that the operator granted by connecting it at the machine, such as real paths of
   * folders.
   */
  readonly granted: readonly string[];
  /** Where the next sync resumes, of either pass; the provider's own text. */
  readonly cursor: string | null;
  /** From the end of a sync to the next; null: as the provider has it. */
  readonly intervalMinutes: number | null;
  /** Not before this instant is it synced by the clock. */
  readonly nextAt: Instant | null;
  /** Syncs that failed since the last that did not. */
  readonly failures: number;
  /** How far back the first sync reads; null: all there is. */
  readonly since: Instant | null;
  /** How far back is read again, until that is done; null: nothing is read again. */
  readonly rereadFrom: Instant | null;
  /** When everything is read again that increments never report; null: never, or not before all was read once. */
  readonly nextSweepAt: Instant | null;
  /** When the last sync that ended well began. */
  readonly lastSyncedAt: Instant | null;
  /** When it was connected. */
  readonly createdAt: Instant;
  /** When its settings last changed. */
  readonly updatedAt: Instant;
}

/**
 * The state of an integration's secrets. UNDECRYPTABLE: the keys that this process has do not open
 * them.
 */
export type CredentialStatus = 'NONE' | 'SEALED' | 'UNDECRYPTABLE';

/**
 * INTERRUPTED: the process that worked on it was stopped or ended; the next sync resumes at its cursor.
 * DEFERRED: the tool allows no more calls for now, or the run has had its share of pages; the rest follows.
 */
export type SyncStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'INTERRUPTED' | 'DEFERRED';
/** SWEEP reads again what increments never report: what was deleted, renamed or moved. */
export type SyncPass = 'INCREMENT' | 'SWEEP';
/** The reasons why a fact is kept with a reservation, or excluded, and their meaning. */
export const doubts = {
  AUTHORED_BEFORE_1980: 'commits authored before 1980, which count nowhere',
  AUTHORED_IN_FUTURE: 'commits authored in the future, which count nowhere yet',
  COMMITTED_BEFORE_1980: 'commits with a committer date before 1980',
  COMMITTED_IN_FUTURE: 'commits with a committer date in the future',
  LINES_UNKNOWN: 'commits kept without lines, since the clone lacks objects',
  TOO_MANY_RENAMES: 'commits kept without lines, since too many files may have been renamed',
  NAME_SHORTENED: 'commits and tags with a name that had to be shortened or cleaned',
  TAG_DATE_REPLACED: 'tags dated by their commit, since their own date cannot be',
  TAG_LEFT_OUT: 'tags excluded, since no date of theirs can be',
  REF_BROKEN: 'branches and tags excluded, since their object is missing or damaged',
  REFUSED: 'facts excluded, since the database cannot hold them',
} as const;

/** How often a run asked its tool, and what the tool said last of its limit. */
export interface SyncCalls {
  /** Calls of the vendor's API in this run. */
  readonly made: number;
  /** Number of them that were answered "not modified", which costs nothing of the limit. */
  readonly saved: number;
  /** Null if the tool does not say. */
  readonly remaining: number | null;
  /** When the vendor's limit is reset; null if it names none. */
  readonly resetsAt: Instant | null;
}

/** Counts of the pages that a run read and the facts that it wrote. */
export interface SyncCounts {
  /** Facts new or changed, and retracted, by kind. */
  readonly written: Readonly<Partial<Record<FactKind, number>>>;
  /** Facts that the run deleted. */
  readonly removed: number;
  /** Raw pages that the run stored. */
  readonly pages: number;
  /** Facts kept with a reservation, or excluded, by reason (`doubts`). */
  readonly doubtful: Readonly<Record<string, number>>;
  /** The first of them by reason, in the tool's words: hashes of commits, names of tags. Absent in runs of earlier versions. */
  readonly firstDoubtful?: Readonly<Record<string, readonly string[]>>;
  /** Records of the tool's answers that could not be read, by reason. Absent in runs of earlier versions. */
  readonly dropped?: Readonly<Record<string, number>>;
  /** Absent in runs of earlier versions. */
  readonly calls?: SyncCalls;
}
/** How far a run has come in one kind of page. */
export interface SyncProgress {
  /** The kind of page, in the provider's words. */
  readonly what: string;
  /** Items read so far. */
  readonly done: number;
  /** Null if the tool does not say how many there are. */
  readonly total: number | null;
  /** Items a second since the first page of this kind; null while that is not known. */
  readonly perSecond: number | null;
}
/** One sync of an integration, running or ended; its number counts the account's runs. */
export interface SyncRun {
  /** Number of the run within its account. */
  readonly number: number;
  /** Number of the integration that is synced. */
  readonly integration: number;
  /** How the run ended, or that it has not. */
  readonly status: SyncStatus;
  /** The pass of the run: only changes, or everything again. */
  readonly pass: SyncPass;
  /** When the run began. */
  readonly startedAt: Instant;
  /** When the run ended; null while it has not. */
  readonly endedAt: Instant | null;
  /** Counts of what it read and wrote. */
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

/** The reason why an integration is not simply well. */
export type HealthCause =
  | 'UNDECRYPTABLE'
  | 'SYNC_FAILED'
  | 'NEVER_SYNCED'
  | 'LIMIT_REACHED'
  | 'RECORDS_DROPPED'
  | 'FACTS_SET_ASIDE'
  | 'DEAD_LETTERS';
/** One reason why an integration needs attention. */
export interface HealthReason {
  /** The kind of reason. */
  readonly cause: HealthCause;
  /** The problem, and what to do about it. */
  readonly message: string;
  /** Number of runs, records, facts or deliveries; null if nothing is counted. */
  readonly count: number | null;
}
/** The health of one integration, with its reasons. */
export interface HealthReport {
  /** The worst of its reasons. */
  readonly health: IntegrationHealth;
  /** The gravest first. */
  readonly reasons: readonly HealthReason[];
}
