import type { Integration, SyncPass, SyncRun } from '../../model/integration.js';
import { DAY_MILLISECONDS, type Instant } from '../../model/time.js';
import type { Provider } from '../../providers/provider.js';
import type { Rhythm } from '../../providers/rhythm.js';
import type { NextRun } from '../../storage/integrations/integration-schedule.js';
import { type IngestionContext, providerOf } from '../context.js';

/** Fits a tool that is asked over HTTP and limits its calls. */
const overHttp: Rhythm = { minutes: 15, pages: 500, sweepHours: 24 };

const MINUTE_MILLISECONDS = 60_000;
const HOUR_MILLISECONDS = 60 * MINUTE_MILLISECONDS;
const LONGEST_BACKOFF_MINUTES = 64;
/** A tool that names a later end of its limit is not believed. */
const LONGEST_REST_MILLISECONDS = DAY_MILLISECONDS;
const JITTER = 0.1;

/** How a run ended; `resumesAt` is when the rest of a DEFERRED one may follow. */
export interface RunOutcome {
  readonly status: Exclude<SyncRun['status'], 'RUNNING'>;
  readonly pass: SyncPass;
  readonly resumesAt: Instant | null;
}

type Scheduled = Pick<Integration, 'intervalMinutes' | 'failures' | 'nextSweepAt'>;

export const rhythmOf = ({ rhythm = overHttp }: Pick<Provider, 'rhythm'>): Rhythm => rhythm;

/** Returns the minutes from the end of a sync to the next. */
export const intervalOf = (
  context: IngestionContext,
  { provider, intervalMinutes }: Pick<Integration, 'provider' | 'intervalMinutes'>,
): number => intervalMinutes ?? rhythmOf(providerOf(context, provider)).minutes;

/** Returns the milliseconds up to a tenth shorter or longer, so that what began together does not go on together. */
const jittered = (milliseconds: number, random: () => number): number =>
  Math.round(milliseconds * (1 + JITTER * (2 * random() - 1)));

const backoffOf = (failures: number): number =>
  Math.min(2 ** failures, LONGEST_BACKOFF_MINUTES) * MINUTE_MILLISECONDS;

function nextSweepOf(
  { nextSweepAt }: Scheduled,
  { status, pass }: RunOutcome,
  { sweepHours }: Rhythm,
  after: (milliseconds: number) => Instant,
): Instant | null {
  if (sweepHours === null) return null;
  if (pass === 'INCREMENT')
    return status === 'SUCCEEDED'
      ? (nextSweepAt ?? after(sweepHours * HOUR_MILLISECONDS))
      : nextSweepAt;
  if (status === 'SUCCEEDED') return after(sweepHours * HOUR_MILLISECONDS);
  return status === 'FAILED' ? after(HOUR_MILLISECONDS) : nextSweepAt;
}

/** Returns when an integration is synced next after a run that ended at `now`. `random` yields numbers from 0 to below 1. */
export function nextRunOf(
  integration: Scheduled,
  rhythm: Rhythm,
  outcome: RunOutcome,
  now: Instant,
  random: () => number,
): NextRun {
  const { status, pass, resumesAt } = outcome;
  const after = (milliseconds: number) => now + jittered(milliseconds, random);
  const nextSweepAt = nextSweepOf(integration, outcome, rhythm, after);
  const interval = (integration.intervalMinutes ?? rhythm.minutes) * MINUTE_MILLISECONDS;
  if (status === 'INTERRUPTED') return { nextAt: now, failures: integration.failures, nextSweepAt };
  if (status === 'DEFERRED') {
    const nextAt = Math.min(Math.max(resumesAt ?? now, now), now + LONGEST_REST_MILLISECONDS);
    return { nextAt, failures: 0, nextSweepAt };
  }
  if (status === 'FAILED' && pass === 'INCREMENT') {
    const failures = integration.failures + 1;
    return { nextAt: after(backoffOf(failures)), failures, nextSweepAt };
  }
  const isSweepDue = nextSweepAt !== null && nextSweepAt <= now;
  return { nextAt: isSweepDue ? now : after(interval), failures: 0, nextSweepAt };
}

/**
 * Returns what a run by the clock reads. A SWEEP follows only an INCREMENT that succeeded, so that a long or failing one never
 * keeps newer facts waiting.
 */
export function passOf(
  { nextSweepAt }: Pick<Integration, 'nextSweepAt'>,
  last: Pick<SyncRun, 'pass' | 'status'> | undefined,
  now: Instant,
): SyncPass {
  const isDue = nextSweepAt !== null && nextSweepAt <= now;
  const isTurn = last?.pass === 'INCREMENT' && last.status === 'SUCCEEDED';
  return isDue && isTurn ? 'SWEEP' : 'INCREMENT';
}
