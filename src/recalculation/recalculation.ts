import { createRepeat } from '../model/repeats.js';
import { releaseSetAside } from '../storage/cells/set-aside.js';
import { forgetDerived } from '../storage/change-feed/reemit-facts.js';
import { linkWhile } from './link-while.js';
import { createSettle, type SettleOptions } from './settle.js';

export interface RecalculationOptions extends SettleOptions {
  /** Gets a failure, once until something succeeds or fails otherwise; the work is taken up again after a pause that grows. */
  readonly onError: (error: unknown) => void;
  /** How often all accounts are looked at even without a hint. Default 5,000 ms. */
  readonly sweepEveryMilliseconds?: number;
}

/** Keeps observations equal to what facts, directory and rules say. Any number of processes may run one each. */
export interface Recalculation {
  /** Works until nothing is left to do for the account, by this process, or until `signal` is aborted. */
  settle(account: number, signal?: AbortSignal): Promise<void>;
  /**
   * Does work that writes many facts, and links them meanwhile in batches where that is faster. Cells are observed by `settle`
   * afterwards, once each. `waits` says that the work mostly waits for other programs. Default: false.
   */
  linkWhile<Result>(
    work: () => Promise<Result>,
    use?: { readonly waits?: boolean },
  ): Promise<Result>;
  /** Forgets what was derived for the account and derives it from scratch; what was set aside is tried again. */
  rebuild(account: number): Promise<void>;
  /** Begins to follow hints, and to look at all accounts from time to time. */
  start(): Promise<void>;
  /** Ends after the transaction at hand. */
  stop(): Promise<void>;
}

export function createRecalculation(options: RecalculationOptions): Recalculation {
  const { database, onError, sweepEveryMilliseconds = 5000 } = options;
  const waiting = new Set<number>();
  let stopped = false;
  let running: Promise<void> | null = null;
  let stopListening: () => void = () => undefined;
  const { settle, linkBatches } = createSettle(options, () => stopped);
  const repeat = createRepeat(() => performance.now(), onError);

  const drain = async (): Promise<void> => {
    for (const account of waiting) {
      waiting.delete(account);
      await repeat(`account ${account}`, () => settle(account));
    }
  };
  const wake = (): void => {
    running ??= drain().finally(() => {
      running = null;
      if (waiting.size > 0 && !stopped) wake();
    });
  };
  const sweep = (): Promise<void> =>
    repeat('all accounts', async () => {
      for (const { id } of await database.accounts()) waiting.add(id);
      wake();
    });

  return {
    settle,
    linkWhile: (work, use) => linkWhile(database, linkBatches, work, use),
    rebuild: async (account) => {
      await database.write(account, forgetDerived);
      await settle(account);
      await database.write(account, (session) => releaseSetAside(session, ['FACT', 'RULES'], null));
      await settle(account);
    },
    start: () => {
      const timer = setInterval(sweep, sweepEveryMilliseconds).unref();
      const forget = database.onHint(({ account }) => {
        if (account > 0) waiting.add(account);
        wake();
      });
      stopListening = () => {
        clearInterval(timer);
        forget();
      };
      return sweep();
    },
    stop: async () => {
      stopped = true;
      stopListening();
      await running;
    },
  };
}
