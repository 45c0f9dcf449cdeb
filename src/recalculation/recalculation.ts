import { reviewing } from '../engine/contribution.js';
import type { Metric } from '../engine/metric.js';
import type { Database } from '../storage/database.js';
import { forgetDerived } from '../storage/derived.js';
import type { Session } from '../storage/session.js';
import { correlate } from './correlate.js';
import { observeCells } from './observe-cells.js';
import { renewOtherShapes } from './renew-rules.js';
import { shapeOf } from './shape.js';
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
  /** Forgets what was derived for the account and derives it from scratch. */
  rebuild(account: number): Promise<void>;
  /** Begins to follow hints, and to look at all accounts from time to time. */
  start(): Promise<void>;
  /** Ends after the transaction at hand. */
  stop(): Promise<void>;
}

/** Works off an account transaction by transaction until nothing is left, or `isStopped`. */
function createSettle(
  { database, metrics }: RecalculationOptions,
  isStopped: () => boolean,
): (account: number) => Promise<void> {
  const shape = shapeOf(metrics);
  const observed = [...metrics, reviewing];
  const looked = new Set<number>();
  const repeat = async (
    step: (session: Session) => Promise<boolean>,
    account: number,
  ): Promise<boolean> => {
    let progressed = false;
    while (!isStopped() && (await database.write(account, step))) progressed = true;
    return progressed;
  };
  const settle = async (account: number): Promise<void> => {
    if (!looked.has(account))
      await database.write(account, (session) => renewOtherShapes(session, shape));
    looked.add(account);
    const correlated = await repeat((session) => correlate(session, shape), account);
    const seen = await repeat((session) => observeCells(session, observed), account);
    const switched = await repeat((session) => switchRules(session, metrics), account);
    if (correlated || seen || switched) await settle(account);
  };
  return settle;
}

export function createRecalculation(options: RecalculationOptions): Recalculation {
  const { database, onError, sweepEveryMilliseconds = 5000 } = options;
  const waiting = new Set<number>();
  let stopped = false;
  let running: Promise<void> | null = null;
  let stopListening: () => void = () => undefined;
  const settle = createSettle(options, () => stopped);

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
  const sweep = (): Promise<void> =>
    database.accounts().then((accounts) => {
      for (const { id } of accounts) waiting.add(id);
      wake();
    }, onError);

  return {
    settle,
    rebuild: async (account) => {
      await database.write(account, forgetDerived);
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
