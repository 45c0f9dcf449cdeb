import { createHash } from 'node:crypto';
import { demand } from '../../directory/permissions.js';
import type { Metric } from '../../engine/metric.js';
import type { Viewer } from '../../model/access.js';
import type { ExportJob } from '../../model/export.js';
import type { Database } from '../../storage/database/database.js';
import { readExportJob, shareExportJob } from '../../storage/records/export-jobs.js';
import type { BreakdownDimension, Insight, InsightQuery } from '../answer/answer.js';
import type { AskedTime } from '../snapshot/snapshot.js';
import { canonicalQuery } from '../watch/query-id.js';
import { exportCsv } from './export-csv.js';
import { ExportWorker } from './export-worker.js';

export interface ExportsOptions {
  readonly database: Database;
  readonly metrics: readonly Metric[];
  /** Returns the time that the question means now; throws if the question has no answer. */
  readonly check: (viewer: Viewer, query: InsightQuery) => Promise<AskedTime>;
  readonly answer: (viewer: Viewer, query: InsightQuery) => Promise<readonly Insight[]>;
  readonly onError: (error: unknown) => void;
  /** How often all accounts are looked at for jobs that others left. Default 60,000 ms. */
  readonly sweepEveryMilliseconds?: number;
}
/** An export to make. */
export interface ExportInput {
  /** The question. */
  readonly query: InsightQuery;
  /** The dimension of the rows. */
  readonly by: BreakdownDimension;
  /** A column beside each metric that can be rated. Default false. */
  readonly includeRatings?: boolean;
}

/** Files of answers, made in the background by any process that is free. */
export interface Exports {
  /**
   * Returns the job that makes this file; identical requests of one local day share one while
   * nothing has changed. Throws as the question itself.
   */
  start(viewer: Viewer, input: ExportInput): Promise<ExportJob>;
  /**
   * Returns a job; null if the account has no such job, or it names people whom the viewer may not
   * see.
   */
  find(viewer: Viewer, number: number): Promise<ExportJob | null>;
  /** Makes the files that wait in an account. */
  settle(account: number): Promise<void>;
  /** Begins with jobs that were left, and goes on with those that come. */
  work(): void;
  /** Ends what is under way; it goes on after the next start. */
  stop(): Promise<void>;
}

/**
 * Returns the key by which equal requests of viewers with equal rights share a file on one day.
 * Time alone changes the meaning of a relative range and the freshness of an answer.
 */
function digestOf(
  { query, by, includeRatings = false }: ExportInput,
  { window, day }: AskedTime,
  { reveals }: Viewer,
): string {
  const time = [window.from, window.to, day];
  return createHash('sha256')
    .update(JSON.stringify([canonicalQuery(query), time, by, includeRatings, reveals]))
    .digest('base64');
}

export function createExports(options: ExportsOptions): Exports {
  const { database, metrics, answer, check, onError, sweepEveryMilliseconds = 60_000 } = options;
  const worker = new ExportWorker({
    database,
    onError,
    sweepEveryMilliseconds,
    csvOf: async ({ request, viewer }) => {
      const { query, by, includeRatings = false } = request as unknown as ExportInput;
      return exportCsv(await answer(viewer, query), metrics, by, includeRatings);
    },
  });
  return {
    start: async (viewer, input) => {
      const { query, by, includeRatings = false } = input;
      const digest = digestOf(input, await check(viewer, query), viewer);
      const job = await database.write(viewer.account, (session) =>
        shareExportJob(session, digest, { query, by, includeRatings }, viewer),
      );
      if (job.status === 'QUEUED') worker.wake(viewer.account);
      return job;
    },
    find: (viewer, number) => {
      demand(viewer, 'READ_INSIGHTS');
      return database.read(viewer.account, (session) =>
        readExportJob(session, number, viewer.reveals),
      );
    },
    settle: (account) => worker.settle(account),
    work: () => worker.start(),
    stop: () => worker.stop(),
  };
}
