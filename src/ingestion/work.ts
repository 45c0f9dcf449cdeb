import type {
  Integration,
  SyncCalls,
  SyncCounts,
  SyncProgress,
  SyncRun,
} from '../model/integration.js';
import { type KnownNumbers, nothingKnown } from '../storage/known-numbers.js';
import { endRun, beat as giveSign, readRun } from '../storage/sync-runs.js';
import { BEAT_MILLISECONDS, type Claim, heldAs } from './claim.js';
import type { IngestionContext } from './context.js';
import { noCalls } from './tally.js';

/** What writes facts of one integration. */
export interface Writing {
  readonly account: number;
  readonly integration: Integration;
  /** As of the last transaction. */
  counts: SyncCounts;
  /** As of now. */
  calls: SyncCalls;
  progress: SyncProgress | null;
  /** Of this writer alone: nobody deletes people or repositories while it holds its integration. */
  readonly known: KnownNumbers;
  readonly signal: AbortSignal;
  /** Is called after every transaction. */
  onWritten(): void;
}

/** A run under way in this process. */
export interface Work extends Writing {
  readonly run: SyncRun;
}

export interface WorkOptions {
  readonly signal?: AbortSignal | undefined;
  /** Told after every transaction. */
  readonly onProgress?: ((run: SyncRun) => void) | undefined;
  readonly known?: KnownNumbers | undefined;
}

/** What the run has counted so far, its calls too. */
export const countsOf = ({ counts, calls }: Pick<Work, 'counts' | 'calls'>): SyncCounts => ({
  ...counts,
  calls,
});

/** The run is no longer ours: another process took over, or the integration is being removed. */
export class RunLost extends Error {
  override readonly name = 'RunLost';
}

const LONGEST_MESSAGE = 1000;

function messageOf(error: unknown, signal: AbortSignal): string {
  if (signal.aborted) return 'It was stopped; the next sync goes on from there.';
  const said = error instanceof Error ? error.message : String(error);
  return `${said.trim().slice(0, LONGEST_MESSAGE)} Mend this and sync again: it goes on from where it stopped.`;
}

function keepAlive({ database }: IngestionContext, { account, run }: Claimed): () => void {
  const timer = setInterval(() => {
    // One that fails is made up for by the next; the run is lost only after several.
    database.write(account, (session) => giveSign(session, run.number)).catch(() => undefined);
  }, BEAT_MILLISECONDS);
  timer.unref();
  return () => clearInterval(timer);
}

type Claimed = Pick<Work, 'account' | 'run'>;

/** Does `steps` as a claimed run: with signs of life, its end written down whatever happens. Answers the run as it ended. */
export const asRun = (
  context: IngestionContext,
  account: number,
  claim: Claim,
  options: WorkOptions,
  steps: (work: Work) => Promise<void>,
): Promise<SyncRun> => context.background.hold(live(context, account, claim, options, steps));

async function live(
  context: IngestionContext,
  account: number,
  { integration, run }: Claim,
  options: WorkOptions,
  steps: (work: Work) => Promise<void>,
): Promise<SyncRun> {
  const signals = [context.background.signal, ...(options.signal ? [options.signal] : [])];
  const work: Work = {
    ...{ account, integration, run, counts: run.counts, calls: noCalls, progress: null },
    known: options.known ?? nothingKnown(),
    signal: AbortSignal.any(signals),
    onWritten: () => options.onProgress?.({ ...run, counts: work.counts, progress: work.progress }),
  };
  const stop = keepAlive(context, work);
  try {
    await steps(work);
  } catch (error) {
    await fail(context, work, error);
  } finally {
    stop();
    context.held.delete(heldAs(account, run.number));
  }
  return ended(context, work);
}

async function fail(context: IngestionContext, work: Work, error: unknown): Promise<void> {
  const message = messageOf(error, work.signal);
  context.log('warn', `Sync of "${work.integration.name}": ${message}`);
  if (error instanceof RunLost) return;
  await context.database.write(work.account, (session) =>
    endRun(session, work.run.number, {
      ...{ status: work.signal.aborted ? 'INTERRUPTED' : 'FAILED', message },
      counts: countsOf(work),
    }),
  );
}

async function ended({ database }: IngestionContext, work: Work): Promise<SyncRun> {
  const run = await database.read(work.account, (session) => readRun(session, work.run.number));
  return (
    run ?? {
      ...work.run,
      ...{ status: 'FAILED', counts: work.counts, message: 'The integration was removed.' },
    }
  );
}
