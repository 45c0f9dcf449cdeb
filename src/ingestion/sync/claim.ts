import { Fault } from '../../model/errors.js';
import type { Integration, SyncRun } from '../../model/integration.js';
import { lockIntegration } from '../../storage/integrations/integrations.js';
import {
  endRun,
  insertRun,
  newestRuns,
  readRun,
  silenceOf,
} from '../../storage/integrations/sync-runs.js';
import type { Session } from '../../storage/sql/session.js';
import { found, type IngestionContext } from '../context.js';
import { LONGEST_OUTAGE_MILLISECONDS } from '../patient-context.js';
import { passOf } from './next-run.js';
import { noCounts } from './tally.js';

/** After so long without a sign of life a run is taken for dead. */
const SILENCE_MILLISECONDS = LONGEST_OUTAGE_MILLISECONDS;
/** Far more often than that. */
export const HEARTBEAT_MILLISECONDS = 15_000;

export const heldAs = (account: number, run: number): string => `${account} ${run}`;

async function isAlive({ database, held }: IngestionContext, session: Session, run: number) {
  // Nobody but this process works on an embedded database, so what it does not hold died with the process before it.
  if (database.kind === 'EMBEDDED') return held.has(heldAs(session.account, run));
  return (await silenceOf(session, run)) < SILENCE_MILLISECONDS;
}

function demandActive({ name, status }: Integration): void {
  if (status === 'REMOVING')
    throw new Fault('CONFLICT', `"${name}" is being removed: it cannot be synced any more.`);
  if (status === 'PAUSED')
    throw new Fault('CONFLICT', `"${name}" is paused: resume it before it is synced.`);
}

/**
 * Returns when the run begins. It is the date of the run's facts, so it is later than the previous
 * run's whatever the clocks say.
 */
const beginOf = (session: Session, last: SyncRun | undefined, { lastSyncedAt }: Integration) =>
  Math.max(session.now, (last?.startedAt ?? 0) + 1, (lastSyncedAt ?? 0) + 1);

/** How an integration was found due by the clock. */
export interface FoundDue {
  /** Its newest run as it was seen; null if it had none. */
  readonly newest: Pick<SyncRun, 'number' | 'status'> | null;
}

/** A run that was under way when it was seen may have ended since. */
const isSame = (seen: FoundDue['newest'], last: SyncRun | undefined): boolean =>
  seen?.number === last?.number && seen?.status === last?.status;

/**
 * Begins the one run that an integration may have at a time, over all processes. Takes over from a
 * dead run. Returns null if a run began or ended since the integration was found due. Several
 * processes that find it due thus sync it once.
 */
export async function claimIn(
  context: IngestionContext,
  session: Session,
  number: number,
  foundDue: FoundDue | null,
) {
  const integration = found(await lockIntegration(session, number));
  demandActive(integration);
  const [last] = await newestRuns(session, [number]);
  if (foundDue && !isSame(foundDue.newest, last)) return null;
  if (last?.status === 'RUNNING') {
    if (await isAlive(context, session, last.number))
      return { integration, run: last, isOurs: false };
    await endRun(session, last.number, {
      status: 'INTERRUPTED',
      message: 'It was cut off; the next sync went on from there.',
    });
  }
  const startedAt = beginOf(session, last, integration);
  const pass = foundDue ? passOf(integration, last, context.clock()) : 'INCREMENT';
  const begun = await insertRun(session, number, startedAt, noCounts, pass);
  context.held.add(heldAs(session.account, begun));
  const run = await readRun(session, begun);
  if (!run) throw new Error(`Run ${begun} vanished while it began.`);
  return { integration, run, isOurs: true };
}
/** A run; false for `isOurs` if somebody else is at it: `run` is theirs. */
export type Claim = NonNullable<Awaited<ReturnType<typeof claimIn>>>;
