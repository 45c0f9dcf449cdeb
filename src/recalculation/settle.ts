import { reviewing } from '../engine/contribution.js';
import type { Metric } from '../engine/metric.js';
import type { DirtyCells } from '../storage/cells/dirty-cells.js';
import { releaseSetAside, type SettingAside, writeSetAside } from '../storage/cells/set-aside.js';
import type { Database } from '../storage/database/database.js';
import { isPassing, reasonOf } from '../storage/sql/database-errors.js';
import { FEW_FACTS } from './batch.js';
import { correlate, type ReadOfLog } from './correlate-batch.js';
import { derivationVersionOf } from './derivation-version.js';
import { observeCells } from './observe-cells.js';
import { renewOtherDerivations } from './renew-rules.js';
import { Overtaken } from './safety/attempt.js';
import { linkAround } from './safety/link-around.js';
import { observeAround } from './safety/observe-around.js';
import { switchRules } from './switch-rules.js';

export interface SettleOptions {
  readonly database: Database;
  readonly metrics: readonly Metric[];
  /** Gets what was set aside so that the rest goes on, once for each. */
  readonly onSetAside?: (account: number, aside: SettingAside) => void;
}

/** Transactions that observe cells at a time: while the server answers one, the program calculates another. The embedded database is one session. */
const OBSERVERS = { POSTGRESQL: 3, EMBEDDED: 1 };
/** Most facts that are linked in a transaction. A question to the embedded database waits for its end. */
const MOST_LINKED = { POSTGRESQL: 5 * FEW_FACTS, EMBEDDED: FEW_FACTS };

/** Releases what other derivation versions set aside. Facts set aside by this version are not tried again before they change. */
async function look(database: Database, account: number, derivation: string): Promise<void> {
  await database.write(account, (session) => renewOtherDerivations(session, derivation));
  await database.write(account, (session) =>
    releaseSetAside(session, ['FACT', 'CELL', 'RULES'], derivation),
  );
}

/** Does a step, and where data make it fail what goes around them. Returns what the step returns; null after going around. */
async function stepAround<Done>(
  step: () => Promise<Done>,
  around: (error: unknown) => Promise<void>,
): Promise<Done | null> {
  try {
    return await step();
  } catch (error) {
    if (isPassing(error)) throw error;
    await around(error).catch((failure: unknown) => {
      if (!(failure instanceof Overtaken)) throw failure;
    });
    return null;
  }
}

/** The steps of recalculation, each a transaction of its own, or several around what makes it fail. */
function createSteps(options: SettleOptions, derivation: string) {
  const { database, metrics, onSetAside } = options;
  const seen = [...metrics, reviewing];
  const hopeless = new Map<number, string>();
  const report = (account: number, added: readonly SettingAside[]) => {
    for (const aside of added) onSetAside?.(account, aside);
  };
  /** Facts of the next batch: few first, so that the planner knows of links before there are many, and more while some are left. */
  let facts = FEW_FACTS;
  const link = async (account: number, onlyFull = false): Promise<ReadOfLog> => {
    const size = { mostFacts: facts, onlyFull };
    const read = await stepAround(
      () => database.write(account, (session) => correlate(session, derivation, size)),
      async (error) => {
        const { message } = reasonOf(error);
        if (hopeless.get(account) === message) throw error;
        hopeless.set(account, message);
        report(account, await linkAround(database, account, derivation, { error }));
      },
    );
    hopeless.delete(account);
    if (read !== 'NOTHING') facts = Math.min(2 * facts, MOST_LINKED[database.kind]);
    else if (!onlyFull) facts = FEW_FACTS;
    return read ?? 'SOME';
  };
  const observe = async (account: number): Promise<boolean> => {
    let cells: DirtyCells | null = null;
    const taken = (some: DirtyCells) => {
      cells = some;
    };
    const observed = await stepAround(
      () => database.write(account, (session) => observeCells(session, seen, taken)),
      async (error) => {
        if (!cells) throw error;
        report(
          account,
          await observeAround({ database, account, metrics: seen, derivation }, cells),
        );
      },
    );
    return observed ?? true;
  };
  const switchAll = async (account: number): Promise<boolean> => {
    const switched = await stepAround(
      () => database.write(account, (session) => switchRules(session, metrics)),
      async (error) => {
        const stalled = [{ kind: 'LINKING' as const, reason: reasonOf(error) }];
        await database.write(account, (session) => writeSetAside(session, stalled, derivation));
        throw error;
      },
    );
    return switched ?? true;
  };
  return { link, observe, switchAll };
}

/** How the change log of an account is worked off. */
export interface Settling {
  /** Works transaction by transaction until nothing is left. */
  settle(account: number, signal?: AbortSignal): Promise<void>;
  /** Links what fills whole batches, and observes nothing. */
  linkBatches(account: number): Promise<void>;
}

/** Creates what works off accounts, until `isStopped`. */
export function createSettle(options: SettleOptions, isStopped: () => boolean): Settling {
  const derivation = derivationVersionOf(options.metrics);
  const { link, observe, switchAll } = createSteps(options, derivation);
  const looked = new Set<number>();
  const repeat = async (
    step: (account: number) => Promise<boolean>,
    account: number,
    signal?: AbortSignal,
  ): Promise<boolean> => {
    let progressed = false;
    while (!isStopped() && !signal?.aborted && (await step(account))) progressed = true;
    return progressed;
  };
  /** Links what is there. Entries that come meanwhile wait until its cells are observed. */
  const linkAll = async (account: number, signal?: AbortSignal): Promise<boolean> => {
    let read: ReadOfLog = 'SOME';
    let linked = false;
    while (read === 'SOME' && !isStopped() && !signal?.aborted) {
      read = await link(account);
      linked ||= read !== 'NOTHING';
    }
    return linked;
  };
  /** Observes until no cell is dirty. One looks for the first, so that mostly nothing costs one look. */
  const observeAll = async (account: number, signal?: AbortSignal): Promise<boolean> => {
    if (isStopped() || signal?.aborted || !(await observe(account))) return false;
    const observers = Array.from({ length: OBSERVERS[options.database.kind] }, () =>
      repeat(observe, account, signal),
    );
    await Promise.allSettled(observers);
    await Promise.all(observers);
    return true;
  };
  const settle = async (account: number, signal?: AbortSignal): Promise<void> => {
    if (!looked.has(account)) await look(options.database, account, derivation);
    looked.add(account);
    const linked = await linkAll(account, signal);
    if (linked) await switchAll(account);
    const observed = await observeAll(account, signal);
    const switched = await repeat(switchAll, account, signal);
    if (linked || observed || switched) await settle(account, signal);
  };
  const linkBatches = async (account: number): Promise<void> => {
    while (!isStopped() && (await link(account, true)) !== 'NOTHING');
  };
  return { settle, linkBatches };
}
