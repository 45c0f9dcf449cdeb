import type { Metric } from '../engine/metric.js';
import type { Database } from '../storage/database.js';
import type { Session } from '../storage/session.js';
import { correlate } from './correlate.js';
import { observeCell } from './observe-cell.js';
import { switchRules } from './switch-rules.js';

export interface RecalculationOptions {
  readonly database: Database;
  readonly metrics: readonly Metric[];
  /** Told of a failure; the work is taken up again at the next sweep. */
  readonly onError: (error: unknown) => void;
  /** How often all accounts are looked at even without a hint. Default 5,000 ms. */
  readonly sweepEveryMilliseconds?: number;
}

/** Keeps observations equal to what facts, directory and rules say. Any number of processes may run one each. */
export interface Recalculation {
  /** Works until nothing is left to do for the account, by this process. */
  settle(account: number): Promise<void>;
  start(): void;
  /** Ends after the transaction at hand. */
  stop(): Promise<void>;
}

export function createRecalculation({
  database,
  metrics,
  onError,
  sweepEveryMilliseconds = 5000,
}: RecalculationOptions): Recalculation {
  const waiting = new Set<number>();
  let stopped = false;
  let running: Promise<void> | null = null;

  const repeat = async (
    step: (session: Session) => Promise<boolean>,
    account: number,
  ): Promise<boolean> => {
    let progressed = false;
    while (!stopped && (await database.write(account, step))) progressed = true;
    return progressed;
  };
  const settle = async (account: number): Promise<void> => {
    const correlated = await repeat(correlate, account);
    const observed = await repeat((session) => observeCell(session, metrics), account);
    const switched =
      !stopped && (await database.write(account, (session) => switchRules(session, metrics)));
    if (correlated || observed || switched) await settle(account);
  };

  const drain = async (): Promise<void> => {
    for (const account of waiting) {
      waiting.delete(account);
      await settle(account).catch(onError);
    }
  };
  const wake = (): void => {
    running ??= drain().finally(() => {
      running = null;
      if (waiting.size > 0 && !stopped) wake();
    });
  };
  const sweep = async (): Promise<void> => {
    for (const { id } of await database.accounts()) waiting.add(id);
    wake();
  };

  let timer: NodeJS.Timeout | null = null;
  let forget: () => void = () => undefined;
  return {
    settle,
    start: () => {
      forget = database.onHint(({ account }) => {
        if (account > 0) waiting.add(account);
        wake();
      });
      sweep().catch(onError);
      timer = setInterval(() => sweep().catch(onError), sweepEveryMilliseconds);
      timer.unref();
    },
    stop: async () => {
      stopped = true;
      forget();
      if (timer) clearInterval(timer);
      await running;
    },
  };
}
