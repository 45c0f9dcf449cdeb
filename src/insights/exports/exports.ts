import { createHash } from 'node:crypto';
import { demand } from '../../directory/permissions.js';
import type { Metric } from '../../engine/metric.js';
import type { Viewer } from '../../model/access.js';
import { Fault } from '../../model/errors.js';
import type { ExportJob } from '../../model/export.js';
import type { Database } from '../../storage/database/database.js';
import {
  type ClaimedExport,
  claimExportJob,
  endExportJob,
  readExportJob,
  shareExportJob,
} from '../../storage/records/export-jobs.js';
import { inBackground } from '../../storage/sql/asker.js';
import type { BreakdownDimension, Insight, InsightQuery } from '../answer/answer.js';
import type { AskedTime } from '../snapshot/snapshot.js';
import { canonicalQuery } from '../watch/query-id.js';
import { exportCsv } from './export-csv.js';

export interface ExportsOptions {
  readonly database: Database;
  readonly metrics: readonly Metric[];
  /** What the question means now; faults where it has no answer. */
  readonly check: (viewer: Viewer, query: InsightQuery) => Promise<AskedTime>;
  readonly answer: (viewer: Viewer, query: InsightQuery) => Promise<readonly Insight[]>;
  readonly onError: (error: unknown) => void;
  /** How often all accounts are looked at for jobs that others left. Default 60,000 ms. */
  readonly sweepEveryMilliseconds?: number;
}
export interface ExportInput {
  readonly query: InsightQuery;
  readonly by: BreakdownDimension;
  /** A column beside each metric that can be rated. Default false. */
  readonly includeRatings?: boolean;
}

/** Answers as files, made in the background by whichever process is free. */
export interface Exports {
  /** The job that makes this file; identical requests of one local day share one while nothing has changed. Faults as the question itself. */
  start(viewer: Viewer, input: ExportInput): Promise<ExportJob>;
  /** Null where the account has no such job, or it names people whom the viewer may not see. */
  find(viewer: Viewer, number: number): Promise<ExportJob | null>;
  /** Makes the files that wait in an account. */
  settle(account: number): Promise<void>;
  work(): void;
  stop(): Promise<void>;
}

/** Whoever asks the same on the same day, and may see as much, shares a file: what a relative range means, and how fresh it is, changes by time alone. */
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

async function make(
  { database, metrics, answer }: ExportsOptions,
  { number, request, viewer }: ClaimedExport,
): Promise<void> {
  const { query, by, includeRatings = false } = request as unknown as ExportInput;
  const ended = await answer(viewer, query)
    .then(async (insights) => ({ csv: await exportCsv(insights, metrics, by, includeRatings) }))
    .catch((error: unknown) => {
      if (error instanceof Fault) return { message: error.message };
      throw error;
    });
  await database.write(viewer.account, (session) => endExportJob(session, number, ended));
}

export function createExports(options: ExportsOptions): Exports {
  const { database, check, onError, sweepEveryMilliseconds = 60_000 } = options;
  const running = new Set<Promise<void>>();
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;
  const settle = async (account: number): Promise<void> => {
    while (!stopped) {
      const claimed = await database.write(account, claimExportJob);
      if (!claimed) return;
      await make(options, claimed);
    }
  };
  const run = (work: () => Promise<void>): void => {
    const watched = inBackground(work)
      .catch(onError)
      .finally(() => running.delete(watched));
    running.add(watched);
  };
  const sweep = async (): Promise<void> => {
    for (const { id } of await database.accounts()) await settle(id);
  };
  return {
    start: async (viewer, input) => {
      const { query, by, includeRatings = false } = input;
      const digest = digestOf(input, await check(viewer, query), viewer);
      const job = await database.write(viewer.account, (session) =>
        shareExportJob(session, digest, { query, by, includeRatings }, viewer),
      );
      if (timer && job.status === 'QUEUED') run(() => settle(viewer.account));
      return job;
    },
    find: (viewer, number) => {
      demand(viewer, 'READ_INSIGHTS');
      return database.read(viewer.account, (session) =>
        readExportJob(session, number, viewer.reveals),
      );
    },
    settle,
    work: () => {
      timer = setInterval(() => run(sweep), sweepEveryMilliseconds).unref();
    },
    stop: async () => {
      stopped = true;
      if (timer) clearInterval(timer);
      await Promise.all(running);
    },
  };
}
