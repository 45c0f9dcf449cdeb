import type { Instant } from '../model/time.js';
import { readIntegrations } from '../storage/integrations.js';
import { newestRuns } from '../storage/sync-runs.js';
import type { IngestionContext } from './context.js';
import { finishRemoval } from './removal.js';
import { forgetOld } from './retention.js';
import { syncIfDue } from './sync.js';

export interface ScheduleOptions {
  /** How long after the begin of a sync the next one is due. Default 5 minutes. */
  readonly everyMilliseconds?: number;
}

/**
 * Keeps integrations in sync by the clock. Every process may run one: whatever is due is claimed in the transaction that begins
 * its run. A job queue would add nothing to that but tables of its own, outside row level security, and a role that may make them.
 */
export interface Schedule {
  start(options?: ScheduleOptions): void;
  /** Ends after what is under way was told to stop. */
  stop(): Promise<void>;
}

const EVERY_MILLISECONDS = 5 * 60_000;
const FORGET_EVERY_MILLISECONDS = 60 * 60_000;
/** Looked at more often than synced, so that what was cut off is soon taken up again. */
const LOOKS_PER_INTERVAL = 10;
const AT_ONCE = 3;

interface Due {
  readonly account: number;
  readonly integration: number;
  readonly isRemoving: boolean;
  /** A run that began later makes it not due after all. */
  readonly unlessSince: Instant;
}

/** What is due in one account. After a start, what failed or was stopped is due at once. */
async function dueIn(
  { database, clock }: IngestionContext,
  account: number,
  every: number,
  isFirst: boolean,
): Promise<Due[]> {
  return database.read(account, async (session) => {
    const all = (await readIntegrations(session)).filter(({ status }) => status !== 'PAUSED');
    const runs = await newestRuns(
      session,
      all.map(({ number }) => number),
    );
    const byIntegration = new Map(runs.map((run) => [run.integration, run]));
    return all.flatMap(({ number, status }) => {
      const last = byIntegration.get(number);
      const failed = isFirst && last?.status === 'FAILED';
      const unlessSince = failed ? last.startedAt : clock() - every;
      const isRemoving = status === 'REMOVING';
      const rests = last && last.status !== 'RUNNING' && last.startedAt > unlessSince;
      return rests && !isRemoving
        ? []
        : [{ account, integration: number, isRemoving, unlessSince }];
    });
  });
}

async function perform(context: IngestionContext, due: Due): Promise<void> {
  const { account, integration, isRemoving, unlessSince } = due;
  try {
    if (isRemoving) await finishRemoval(context, account, integration);
    else await syncIfDue(context, account, integration, unlessSince);
  } catch (error) {
    if (!context.background.signal.aborted)
      context.log('warn', `Integration ${integration} of account ${account}: ${String(error)}`);
  }
}

/** Does all that is due, a few things at a time; `due` may come from several accounts. */
async function performAll(context: IngestionContext, due: readonly Due[]): Promise<void> {
  const waiting = [...due];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift())
      if (!context.background.signal.aborted) await perform(context, next);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

export function createSchedule(context: IngestionContext): Schedule {
  const { database, clock, background } = context;
  let timer: NodeJS.Timeout | null = null;
  let isLooking = false;
  let isFirst = true;
  let forgotAt = Number.NEGATIVE_INFINITY;

  const forget = async (accounts: readonly { readonly id: number }[]): Promise<void> => {
    if (clock() - forgotAt < FORGET_EVERY_MILLISECONDS) return;
    forgotAt = clock();
    for (const { id } of accounts) await forgetOld(context, id, clock());
  };
  const look = async (every: number): Promise<void> => {
    const accounts = await database.accounts();
    const due: Due[] = [];
    for (const { id } of accounts) due.push(...(await dueIn(context, id, every, isFirst)));
    isFirst = false;
    await performAll(context, due);
    await forget(accounts);
  };
  const lookOnce = (every: number): void => {
    if (isLooking || background.signal.aborted) return;
    isLooking = true;
    background.run(() =>
      look(every).finally(() => {
        isLooking = false;
      }),
    );
  };
  return {
    start: ({ everyMilliseconds = EVERY_MILLISECONDS } = {}) => {
      if (timer) return;
      lookOnce(everyMilliseconds);
      timer = setInterval(
        () => lookOnce(everyMilliseconds),
        everyMilliseconds / LOOKS_PER_INTERVAL,
      );
      timer.unref();
    },
    stop: async () => {
      if (timer) clearInterval(timer);
      timer = null;
      await background.close();
    },
  };
}
