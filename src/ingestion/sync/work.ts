import type {
  Integration,
  SyncCalls,
  SyncCounts,
  SyncProgress,
  SyncRun,
} from '../../model/integration.js';
import type { IdCache } from '../../storage/facts/id-cache.js';

/** The writer of one integration's facts. */
export interface Writing {
  readonly account: number;
  readonly integration: Integration;
  /** The counts up to the last transaction. */
  counts: SyncCounts;
  /** The calls made until now. */
  calls: SyncCalls;
  progress: SyncProgress | null;
  /**
   * The id cache of this writer alone. Nobody deletes people or repositories while it holds its
   * integration.
   */
  readonly known: IdCache;
  readonly signal: AbortSignal;
  /** Is called after every transaction. */
  onWritten(): void;
  /** Is called with each piece that the database refuses, and why. */
  onRefused?(names: readonly string[], reason: string): void;
}

/** A run under way in this process. */
export interface Work extends Writing {
  readonly run: SyncRun;
  /** Takes the secrets of the integration out of a text. */
  hide: (text: string) => string;
  /** True if it asks the tool; a replay of kept pages does not, and changes no schedule. */
  readonly isSync: boolean;
  /** So many pages are its share. */
  readonly mostPages: number;
}

/** How a sync is run. */
export interface WorkOptions {
  /** Ends the sync; it resumes with the next one. */
  readonly signal?: AbortSignal | undefined;
  /** Is called after every transaction. */
  readonly onProgress?: ((run: SyncRun) => void) | undefined;
  /** @internal */
  readonly known?: IdCache | undefined;
  /** Default true. */
  readonly isSync?: boolean | undefined;
  /** Default: no limit. */
  readonly mostPages?: number | undefined;
}

/** Returns the counts of a run so far, including its calls. */
export const countsOf = ({ counts, calls }: Pick<Work, 'counts' | 'calls'>): SyncCounts => ({
  ...counts,
  calls,
});

/** The run is no longer ours: another process took over, or the integration is being removed. */
export class RunLost extends Error {
  override readonly name = 'RunLost';
}
