import { reviewing } from '../engine/contribution.js';
import type { Metric } from '../engine/metric.js';
import type { DirtyCells } from '../storage/cells/dirty-cells.js';
import { releaseSetAside, type SettingAside } from '../storage/cells/set-aside.js';
import { openWork } from '../storage/change-feed/consumer-offset.js';
import type { Database } from '../storage/database/database.js';
import { isPassing, reasonOf } from '../storage/sql/database-errors.js';
import { FEW_FACTS } from './batch.js';
import { type Correlated, correlate, type Progress } from './correlate-batch.js';
import { derivationVersionOf } from './derivation-version.js';
import { observeCells } from './observe-cells.js';
import { renewOtherDerivations } from './renew-rules.js';
import { Overtaken } from './safety/attempt.js';
import { linkAround, stall } from './safety/link-around.js';
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
  const link = async (account: number, onlyFull = false): Promise<Correlated> => {
    const linked = await stepAround(
      () => database.write(account, (session) => correlate(session, derivation, facts, onlyFull)),
      async (error) => {
        const { message } = reasonOf(error);
        if (hopeless.get(account) === message) throw error;
        hopeless.set(account, message);
        report(account, await linkAround(database, account, derivation, { error }));
      },
    );
    hopeless.delete(account);
    const { read, rules }: Correlated = linked ?? { read: 'SOME', rules: true };
    if (read === 'SOME') facts = Math.min(2 * facts, MOST_LINKED[database.kind]);
    else if (!onlyFull) facts = FEW_FACTS;
    return { read, rules };
  };
  const observe = async (account: number): Promise<Progress> => {
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
    return observed ?? 'SOME';
  };
  const switchAll = async (account: number): Promise<boolean> => {
    const switched = await stepAround(
      () => database.write(account, (session) => switchRules(session, metrics)),
      (error) => stall({ database, account, derivation }, error),
    );
    return switched ?? true;
  };
  return { link, observe, switchAll };
}

const nothingLinked = { linked: false, rules: false };

/** Creates what works off the change logs of accounts, until `isStopped`. */
export function createSettle(options: SettleOptions, isStopped: () => boolean) {
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
  const linkAll = async (account: number, signal?: AbortSignal) => {
    const all = { linked: false, rules: false };
    let read: Progress = 'SOME';
    while (read === 'SOME' && !isStopped() && !signal?.aborted) {
      const step = await link(account);
      read = step.read;
      all.linked ||= read !== 'NOTHING';
      all.rules ||= step.rules;
    }
    return all;
  };
  const observeNext = async (account: number) => (await observe(account)) !== 'NOTHING';
  /** Observes until no cell is dirty. One looks for the first, so that mostly one cell or none costs one look. */
  const observeAll = async (account: number, signal?: AbortSignal): Promise<boolean> => {
    const first = isStopped() || signal?.aborted ? 'NOTHING' : await observe(account);
    if (first !== 'SOME') return first === 'ALL';
    const observers = Array.from({ length: OBSERVERS[options.database.kind] }, () =>
      repeat(observeNext, account, signal),
    );
    await Promise.allSettled(observers);
    await Promise.all(observers);
    return true;
  };
  /** Does what is open. Returns false if there was nothing that it could do. */
  const advance = async (account: number, signal?: AbortSignal): Promise<boolean> => {
    const { unlinked, dirty, pending } = await options.database.read(account, openWork);
    const { linked, rules } = unlinked ? await linkAll(account, signal) : nothingLinked;
    const begun = rules && (await switchAll(account));
    const observed = (linked || dirty) && (await observeAll(account, signal));
    const switched = (rules || pending) && (await repeat(switchAll, account, signal));
    return linked || begun || observed || switched;
  };
  /** Works transaction by transaction until nothing is left. */
  const settle = async (account: number, signal?: AbortSignal): Promise<void> => {
    if (!looked.has(account)) await look(options.database, account, derivation);
    looked.add(account);
    await repeat((one) => advance(one, signal), account, signal);
  };
  /** Links what fills whole batches, and observes nothing. */
  const linkBatches = async (account: number): Promise<void> => {
    while (!isStopped() && (await link(account, true)).read !== 'NOTHING');
  };
  return { settle, linkBatches };
}
