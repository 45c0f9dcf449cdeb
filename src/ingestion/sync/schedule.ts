import type { Integration, SyncRun } from '../../model/integration.js';
import type { Instant } from '../../model/time.js';
import { custom } from '../../providers/custom/index.js';
import { readIntegration, readIntegrations } from '../../storage/integrations/integrations.js';
import { newestRuns } from '../../storage/integrations/sync-runs.js';
import type { IngestionContext } from '../context.js';
import { finishRemoval } from '../sources/removal.js';
import type { FoundDue } from './claim.js';
import { createClocked } from './clocked.js';
import { createPool } from './pool.js';
import { forgetOld } from './retention.js';
import { syncIfDue } from './sync.js';

interface ScheduleOptions {
  /** How often is looked at what is due. Default 30 seconds. */
  readonly lookMilliseconds?: number;
}

/**
 * Keeps integrations in sync by the clock. Every process may run one: whatever is due is claimed in the transaction that begins
 * its run. A job queue would add nothing to that but tables of its own, outside row level security, and a role that may make them.
 */
export interface Schedule {
  /** Starts to sync what is due, in the background. */
  start(options?: ScheduleOptions): void;
  /** Ends after the work under way was asked to stop. */
  stop(): Promise<void>;
}

const LOOK_MILLISECONDS = 30_000;
const FORGET_EVERY_MILLISECONDS = 60 * 60_000;
const AT_ONCE = 3;

/** Where facts are sent nothing is fetched: what was refused stays a failure until something is accepted. */
const awaitsFacts = ({ provider, status }: Integration, last: SyncRun | undefined): boolean =>
  provider === custom.id && status === 'ACTIVE' && last?.status === 'FAILED';

/**
 * True if it is due by the clock, or its last run was cut off or failed before this process began.
 */
function isDue(
  { nextAt, status }: Integration,
  last: SyncRun | undefined,
  now: Instant,
  isFirst: boolean,
): boolean {
  if (status === 'REMOVING' || nextAt === null || nextAt <= now) return true;
  return last?.status === 'RUNNING' || (isFirst && last?.status === 'FAILED');
}

/** Finds the integrations due in one account. */
const dueIn = ({ database, clock }: IngestionContext, account: number, isFirst: boolean) =>
  database.read(account, async (session) => {
    const all = (await readIntegrations(session)).filter(({ status }) => status !== 'PAUSED');
    const runs = await newestRuns(
      session,
      all.map(({ number }) => number),
    );
    const byIntegration = new Map(runs.map((run) => [run.integration, run]));
    return all.flatMap((one) => {
      const last = byIntegration.get(one.number);
      if (awaitsFacts(one, last) || !isDue(one, last, clock(), isFirst)) return [];
      const { number: integration, status, nextAt } = one;
      const found: FoundDue = { newest: last ?? null };
      const isRemoving = status === 'REMOVING';
      return [{ account, integration, isRemoving, found, since: nextAt ?? 0 }];
    });
  });
type Due = Awaited<ReturnType<typeof dueIn>>[number];

/** Syncs what is due. Returns its run where more of it follows at once, else null. */
async function syncDue(context: IngestionContext, { account, integration: number, found }: Due) {
  const run = await syncIfDue(context, account, number, found);
  if (!run || context.background.signal.aborted) return null;
  const integration = await context.database.read(account, (session) =>
    readIntegration(session, number),
  );
  const { status = 'REMOVING', nextAt = null } = integration ?? {};
  return status === 'ACTIVE' && nextAt !== null && nextAt <= context.clock() ? run : null;
}

async function perform(context: IngestionContext, due: Due): Promise<SyncRun | null> {
  const { account, integration, isRemoving } = due;
  let run: SyncRun | null = null;
  await context.repeat(`Integration ${integration} of account ${account}`, async () => {
    if (isRemoving) await finishRemoval(context, account, integration);
    else run = await syncDue(context, due);
  });
  return run;
}

/**
 * Polls all accounts for due integrations and hands them to a pool, so that a slow sync delays no
 * other.
 */
function createLooks(context: IngestionContext) {
  const { database, clock, background } = context;
  const pool = createPool(AT_ONCE, background.run);
  let isFirst = true;
  let forgotAt = Number.NEGATIVE_INFINITY;
  const hand = (due: Due) => {
    let { found } = due;
    const work = async (): Promise<boolean> => {
      const run = await perform(context, { ...due, found });
      if (run) found = { newest: run };
      return run !== null;
    };
    pool.add({ account: due.account, name: `${due.integration}`, work });
  };
  const tidy = (accounts: readonly { readonly id: number }[]): void => {
    if (clock() - forgotAt < FORGET_EVERY_MILLISECONDS) return;
    forgotAt = clock();
    for (const { id: account } of accounts) {
      const work = async (): Promise<boolean> => {
        await context.repeat(`What is old in account ${account}`, () =>
          forgetOld(context, account, clock()),
        );
        return false;
      };
      pool.add({ account, name: 'old', work });
    }
  };
  return async () => {
    const accounts = await database.accounts();
    const due: Due[] = [];
    for (const { id } of accounts) due.push(...(await dueIn(context, id, isFirst)));
    for (const one of due.toSorted((left, right) => left.since - right.since)) hand(one);
    isFirst = false;
    tidy(accounts);
  };
}

export function createSchedule(context: IngestionContext): Schedule {
  const looks = createClocked(context, 'The schedule', createLooks(context));
  return {
    start: ({ lookMilliseconds = LOOK_MILLISECONDS } = {}) => looks.start(lookMilliseconds),
    stop: async () => {
      looks.stop();
      await context.background.close();
    },
  };
}
