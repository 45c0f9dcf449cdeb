import type { SyncRun } from '../../model/integration.js';
import { emptyIdCache } from '../../storage/facts/id-cache.js';
import { heartbeat as giveSign, readRun } from '../../storage/integrations/sync-runs.js';
import { keepAlive } from '../background.js';
import type { IngestionContext } from '../context.js';
import { patientContext } from '../patient-context.js';
import { type Claim, HEARTBEAT_MILLISECONDS, heldAs } from '../sync/claim.js';
import { closeRun, endingOf, type RunEnding } from '../sync/run-end.js';
import { noCalls } from '../sync/tally.js';
import { RunLost, type Work, type WorkOptions } from '../sync/work.js';

/** `patient` waits out outages of the database. */
type Steps = (work: Work, patient: IngestionContext) => Promise<RunEnding>;

/** Does `steps` as a claimed run: with signs of life, its end written down whatever happens. Returns the run as it ended. */
export const asRun = (
  context: IngestionContext,
  account: number,
  claim: Claim,
  options: WorkOptions,
  steps: Steps,
): Promise<SyncRun> => context.background.hold(live(context, account, claim, options, steps));

function workOf(
  { background }: IngestionContext,
  account: number,
  { integration, run }: Claim,
  options: WorkOptions,
): Work {
  const { signal, known, onProgress, isSync = true } = options;
  const work: Work = {
    account,
    integration,
    run,
    counts: run.counts,
    calls: noCalls,
    progress: null,
    isSync,
    known: known ?? emptyIdCache(),
    hide: (text) => text,
    mostPages: options.mostPages ?? Number.POSITIVE_INFINITY,
    signal: AbortSignal.any([background.signal, ...(signal ? [signal] : [])]),
    onWritten: () => onProgress?.({ ...run, counts: work.counts, progress: work.progress }),
  };
  return work;
}

async function live(
  context: IngestionContext,
  account: number,
  claim: Claim,
  options: WorkOptions,
  steps: Steps,
): Promise<SyncRun> {
  const work = workOf(context, account, claim, options);
  const sign = () =>
    context.database.write(account, (session) => giveSign(session, work.run.number));
  // The run is lost only after several that fail.
  const stop = keepAlive(sign, HEARTBEAT_MILLISECONDS);
  // A replay notes what it has mapped already, of a transaction that was lost too.
  const patient = work.isSync ? patientContext(context, work.signal) : context;
  try {
    await closeRun(patient, work, await steps(work, patient));
  } catch (error) {
    await fail(patient, work, error);
  } finally {
    stop();
    context.held.delete(heldAs(account, work.run.number));
  }
  return ended(patient, work);
}

async function fail(context: IngestionContext, work: Work, error: unknown): Promise<void> {
  const ending = endingOf(error, work);
  const level = ending.status === 'DEFERRED' ? 'info' : 'warn';
  context.log(level, `Sync of "${work.integration.name}": ${ending.message}`);
  if (!(error instanceof RunLost)) await closeRun(context, work, ending);
}

async function ended({ database }: IngestionContext, work: Work): Promise<SyncRun> {
  const run = await database.read(work.account, (session) => readRun(session, work.run.number));
  return (
    run ?? {
      ...work.run,
      status: 'FAILED',
      counts: work.counts,
      message: 'The integration was removed.',
    }
  );
}
