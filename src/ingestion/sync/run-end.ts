import type { SyncStatus } from '../../model/integration.js';
import type { Instant } from '../../model/time.js';
import { LimitReached } from '../../providers/http/limits.js';
import { finishIncrement, writeNextRun } from '../../storage/integrations/integration-schedule.js';
import { readIntegration } from '../../storage/integrations/integrations.js';
import { endRun, lockRun } from '../../storage/integrations/sync-runs.js';
import type { Session } from '../../storage/sql/session.js';
import { type IngestionContext, providerOf } from '../context.js';
import { nextRunOf, rhythmOf } from './next-run.js';
import { countsOf, RunLost, type Work } from './work.js';

/** How a run ended, and why. */
export interface RunEnding {
  readonly status: Exclude<SyncStatus, 'RUNNING'>;
  readonly message: string | null;
  /** When the rest of a DEFERRED run may follow; null: at once. */
  readonly resumesAt: Instant | null;
}

const LONGEST_MESSAGE = 1000;

/** Returns how a run ends by what was thrown in it. */
export function endingOf(
  error: unknown,
  { signal, hide }: Pick<Work, 'signal' | 'hide'>,
): RunEnding {
  if (signal.aborted)
    return {
      status: 'INTERRUPTED',
      resumesAt: null,
      message: 'It was stopped; the next sync goes on from there.',
    };
  const said = hide((error instanceof Error ? error.message : String(error)).trim());
  if (error instanceof LimitReached)
    return { status: 'DEFERRED', message: said, resumesAt: error.resetsAt };
  return {
    status: 'FAILED',
    resumesAt: null,
    message: `${said.slice(0, LONGEST_MESSAGE)} Fix this and sync again: it goes on from where it stopped.`,
  };
}

async function writeSchedule(
  context: IngestionContext,
  session: Session,
  work: Work,
  { status, resumesAt }: RunEnding,
): Promise<void> {
  const { number } = work.integration;
  const { pass, startedAt } = work.run;
  if (status === 'SUCCEEDED' && pass === 'INCREMENT')
    await finishIncrement(session, number, startedAt);
  const integration = await readIntegration(session, number);
  if (!integration) return;
  const rhythm = rhythmOf(providerOf(context, integration.provider));
  const outcome = { status, pass, resumesAt };
  const next = nextRunOf(integration, rhythm, outcome, context.clock(), context.random);
  await writeNextRun(session, number, next);
}

/** Writes how a run ended and when the next one follows. Throws RunLost if a run that succeeded is no longer this process's. */
export async function closeRun(
  context: IngestionContext,
  work: Work,
  ending: RunEnding,
): Promise<void> {
  const { status, message } = ending;
  await context.database.write(work.account, async (session) => {
    const isHeld = await lockRun(session, work.run.number);
    if (!isHeld && status === 'SUCCEEDED') throw new RunLost('It is no longer this process’s.');
    await endRun(session, work.run.number, { status, message, counts: countsOf(work) });
    if (isHeld && work.isSync) await writeSchedule(context, session, work, ending);
  });
}
