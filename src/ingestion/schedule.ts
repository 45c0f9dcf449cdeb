import type { Integration, SyncRun } from '../model/integration.js';
import type { Instant } from '../model/time.js';
import { custom } from '../providers/custom/index.js';
import { readIntegrations } from '../storage/integrations.js';
import { newestRuns } from '../storage/sync-runs.js';
import type { IngestionContext } from './context.js';
import { createPool } from './pool.js';
import { finishRemoval } from './removal.js';
import { forgetOld } from './retention.js';
import { syncIfDue } from './sync.js';

interface ScheduleOptions {
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

/** Where facts are sent nothing is fetched: what was refused stays a failure until something is accepted. */
const awaitsFacts = ({ provider, status }: Integration, last: SyncRun | undefined): boolean =>
  provider === custom.id && status === 'ACTIVE' && last?.status === 'FAILED';

/** What is due in one account. What was interrupted is due at once, and after a start what failed, too. */
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
    const waiting = all.filter((one) => !awaitsFacts(one, byIntegration.get(one.number)));
    return waiting.flatMap(({ number, status }) => {
      const last = byIntegration.get(number);
      const isCutShort = last?.status === 'INTERRUPTED' || (isFirst && last?.status === 'FAILED');
      const unlessSince = isCutShort ? last.startedAt : clock() - every;
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

/** Looks now and then at what is due in all accounts and hands it to a pool, so that one slow sync keeps no other waiting. */
function createLooks(context: IngestionContext, everyMilliseconds: number) {
  const { database, clock, background } = context;
  const pool = createPool(AT_ONCE, background.run);
  let isFirst = true;
  let forgotAt = Number.NEGATIVE_INFINITY;
  const hand = (due: Due) =>
    pool.add(`${due.account} ${due.integration}`, () => perform(context, due));
  const tidy = (accounts: readonly { readonly id: number }[]): void => {
    if (clock() - forgotAt < FORGET_EVERY_MILLISECONDS) return;
    forgotAt = clock();
    for (const { id } of accounts) pool.add(`${id} old`, () => forgetOld(context, id, clock()));
  };
  return async (): Promise<void> => {
    if (background.signal.aborted) return;
    const accounts = await database.accounts();
    for (const { id } of accounts)
      for (const due of await dueIn(context, id, everyMilliseconds, isFirst)) hand(due);
    isFirst = false;
    tidy(accounts);
  };
}

export function createSchedule(context: IngestionContext): Schedule {
  let timer: NodeJS.Timeout | null = null;
  return {
    start: ({ everyMilliseconds = EVERY_MILLISECONDS } = {}) => {
      if (timer) return;
      const look = createLooks(context, everyMilliseconds);
      context.background.run(look);
      timer = setInterval(
        () => context.background.run(look),
        everyMilliseconds / LOOKS_PER_INTERVAL,
      );
      timer.unref();
    },
    stop: async () => {
      if (timer) clearInterval(timer);
      timer = null;
      await context.background.close();
    },
  };
}
