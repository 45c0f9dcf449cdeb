import type { Instant } from './time.js';

export type ExportStatus = 'QUEUED' | 'PROCESSING' | 'COMPLETED' | 'FAILED';

/** What is to be written down: a question in the words of the room that answers it, and by what its rows are broken down. */
export interface ExportRequest {
  readonly query: object;
  readonly by: string;
  readonly includeRatings: boolean;
}

/** An answer as a file, made in the background. */
export interface ExportJob {
  readonly number: number;
  readonly status: ExportStatus;
  readonly request: ExportRequest;
  /** Null until it is completed. */
  readonly csv: string | null;
  /** Why it failed. */
  readonly message: string | null;
  readonly createdAt: Instant;
  readonly endedAt: Instant | null;
}
