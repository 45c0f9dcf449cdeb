import { Fault } from '../../model/errors.js';
import { createRepeat, type Repeat } from '../../model/repeats.js';
import type { Database } from '../../storage/database/database.js';
import {
  type ClaimedExport,
  claimExportJob,
  endExportJob,
  releaseExportJob,
} from '../../storage/records/export-jobs.js';
import { inBackground, whileAsked } from '../../storage/sql/asker.js';

/** How long an export may take: less than the silence after which another process takes its job over. */
const MOST_MILLISECONDS = 50_000;

export interface ExportWorkerOptions {
  readonly database: Database;
  /** Returns the file. Its statements and calculations end when the worker is stopped. */
  readonly csvOf: (job: ClaimedExport) => Promise<string>;
  readonly onError: (error: unknown) => void;
  /** How often all accounts are looked at for jobs that others left. */
  readonly sweepEveryMilliseconds: number;
}

const tooLong = {
  message: `This took longer than ${MOST_MILLISECONDS / 1000} s and was given up; ask for less at once.`,
};

/** Makes one export at a time in this process; accounts take turns, a job each. */
export class ExportWorker {
  readonly #options: ExportWorkerOptions;
  readonly #stopping = new AbortController();
  readonly #pending = new Set<number>();
  readonly #repeat: Repeat;
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<void> | null = null;

  constructor(options: ExportWorkerOptions) {
    this.#options = options;
    this.#repeat = createRepeat(
      () => performance.now(),
      (error) => {
        if (!this.#stopping.signal.aborted) options.onError(error);
      },
    );
  }

  /** Begins with what others left, and goes on with what comes. */
  start(): void {
    const sweep = () => void inBackground(() => this.#repeat('all accounts', () => this.#sweep()));
    this.#timer = setInterval(sweep, this.#options.sweepEveryMilliseconds).unref();
    sweep();
  }

  /** Has the jobs of an account made in the background, once the worker was started. */
  wake(account: number): void {
    if (this.#timer === null || this.#stopping.signal.aborted) return;
    this.#pending.add(account);
    this.#running ??= inBackground(() => this.#run()).finally(() => {
      this.#running = null;
    });
  }

  /** Makes all jobs that wait in an account. */
  async settle(account: number): Promise<void> {
    while (await this.#makeNext(account));
  }

  /** Ends the export under way, which goes on where the next worker starts. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    if (this.#timer) clearInterval(this.#timer);
    await this.#running;
  }

  async #sweep(): Promise<void> {
    for (const { id } of await this.#options.database.accounts()) this.wake(id);
  }

  async #run(): Promise<void> {
    for (const account of this.#pending) {
      this.#pending.delete(account);
      // After a failure the job stays as it is until a later sweep finds that nobody works on it.
      await this.#repeat(`account ${account}`, async () => {
        if (await this.#makeNext(account)) this.#pending.add(account);
      });
    }
  }

  /** False where no job waits. */
  async #makeNext(account: number): Promise<boolean> {
    const { database } = this.#options;
    if (this.#stopping.signal.aborted) return false;
    const job = await database.write(account, claimExportJob);
    if (!job) return false;
    const ended = await this.#make(job);
    await database.write(account, (session) =>
      ended ? endExportJob(session, job.number, ended) : releaseExportJob(session, job.number),
    );
    return true;
  }

  /** Null where the worker was stopped before the file was made. */
  async #make(job: ClaimedExport): Promise<{ csv: string } | { message: string } | null> {
    const late = AbortSignal.timeout(MOST_MILLISECONDS);
    const signal = AbortSignal.any([this.#stopping.signal, late]);
    try {
      return { csv: await whileAsked(signal, () => this.#options.csvOf(job)) };
    } catch (error) {
      if (this.#stopping.signal.aborted) return null;
      if (late.aborted) return tooLong;
      if (error instanceof Fault && error.code !== 'UNAVAILABLE') return { message: error.message };
      throw error;
    }
  }
}
