import type { Instant } from './time.js';

/** Where an export is; `COMPLETED` and `FAILED` are final. */
export type ExportStatus = 'QUEUED' | 'PROCESSING' | 'COMPLETED' | 'FAILED';

/**
 * A request for a file: a question as the module that answers it takes it, and the breakdown of its
 * rows.
 */
export interface ExportRequest {
  /** The insight query, as JSON. */
  readonly query: object;
  /** The dimension of the rows. */
  readonly by: string;
  /** True if the file has a column of levels. */
  readonly includeRatings: boolean;
}

/** An answer as a file, made in the background. */
export interface ExportJob {
  /** Number of the job within its account. */
  readonly number: number;
  /** Where the job is. */
  readonly status: ExportStatus;
  /** The question of the export. */
  readonly request: ExportRequest;
  /** Null until it is completed. */
  readonly csv: string | null;
  /** Why it failed. */
  readonly message: string | null;
  /** When the job was requested. */
  readonly createdAt: Instant;
  /** When the job ended; null while it has not. */
  readonly endedAt: Instant | null;
}
