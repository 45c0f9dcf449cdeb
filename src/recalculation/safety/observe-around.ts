import type { Metric } from '../../engine/metric.js';
import { type DirtyCells, takeCells } from '../../storage/cells/dirty-cells.js';
import {
  deleteCellsSetAside,
  type SettingAside,
  writeSetAside,
} from '../../storage/cells/set-aside.js';
import type { Database } from '../../storage/database/database.js';
import { factNames, type PlacedFact } from '../../storage/facts/hidden-facts.js';
import { reasonOf } from '../../storage/sql/database-errors.js';
import type { Session } from '../../storage/sql/session.js';
import {
  type ExcludedInCell,
  loadFacts,
  numbersObserved,
  type ObservedFacts,
  observeHealing,
  observeTaken,
  observeWithout,
  reportCells,
} from '../observe-cells.js';
import { attempt, type Failure, Overtaken, probe } from './attempt.js';
import { culpritsAmong } from './culprits.js';

/** The observing function, with its derivation version. */
export interface Observing {
  readonly database: Database;
  readonly account: number;
  readonly metrics: readonly Metric[];
  readonly derivation: string;
}

/** Facts that a metric cannot observe, with the failure that they cause. */
interface Lacking {
  readonly metric: Metric;
  readonly facts: readonly number[] | 'ALL';
  readonly error: unknown;
}

async function hold(session: Session, cells: DirtyCells): Promise<void> {
  if (!(await takeCells(session, cells))) throw new Overtaken();
}

const excludedOf = (lacking: readonly Lacking[]): ExcludedInCell =>
  new Map(
    lacking.map(({ metric, facts }) => [metric.id, facts === 'ALL' ? facts : new Set(facts)]),
  );

/** Finds which facts make a metric fail by itself; null where it does not fail. */
async function failingAlone(facts: ObservedFacts, metric: Metric): Promise<Lacking | null> {
  let error: unknown = null;
  const works = async (numbers: readonly number[]) => {
    try {
      observeWithout(facts, metric, new Set(numbers));
      return true;
    } catch (failure) {
      error = failure;
      return false;
    }
  };
  if (await works([])) return null;
  const culprits = await culpritsAmong(numbersObserved(facts, metric), works);
  return { metric, facts: culprits ?? 'ALL', error };
}

/** Tries to observe a cell without the excluded facts, and rolls back. */
const tryWithout = (
  { database, account, metrics }: Observing,
  cells: DirtyCells,
  lacking: readonly Lacking[],
): Promise<Failure> =>
  probe(database, account, async (session) => {
    await hold(session, cells);
    await observeTaken(session, cells, metrics, excludedOf(lacking));
  });

const entirely = (metric: Metric): Lacking => ({ metric, facts: 'ALL', error: null });

/** Finds which facts make rows of a metric that cannot be written; all where setting aside facts does not help. */
async function failingWritten(
  observing: Observing,
  cells: DirtyCells,
  facts: ObservedFacts,
  { metric, others }: { readonly metric: Metric; readonly others: readonly Lacking[] },
): Promise<Lacking> {
  let error: unknown = null;
  const works = async (numbers: readonly number[]) => {
    const failure = await tryWithout(observing, cells, [
      ...others,
      { metric, facts: numbers, error },
    ]);
    error = failure?.error ?? error;
    return failure === null;
  };
  await works([]);
  const culprits = await culpritsAmong(numbersObserved(facts, metric), works);
  return { metric, facts: culprits ?? 'ALL', error };
}

/** Finds all that cannot be observed of a cell; null if nothing of it can be. */
async function allLacking(observing: Observing, cells: DirtyCells): Promise<Lacking[] | null> {
  const { database, account, metrics } = observing;
  let facts: ObservedFacts | null = null;
  const failure = await probe(database, account, async (session) => {
    facts = await loadFacts(session, cells, metrics);
  });
  if (failure || !facts) return null;
  const lacking: Lacking[] = [];
  for (const metric of metrics)
    lacking.push(...[await failingAlone(facts, metric)].filter((one) => one !== null));
  if ((await tryWithout(observing, cells, lacking)) === null) return lacking;
  const healthy = metrics.filter((metric) => !lacking.some((one) => one.metric === metric));
  const failing = await culpritsAmong(
    healthy,
    async (some) =>
      (await tryWithout(observing, cells, [...lacking, ...some.map(entirely)])) === null,
  );
  if (!failing) return null;
  for (const metric of failing) {
    const others = [...lacking, ...failing.filter((one) => one !== metric).map(entirely)];
    lacking.push(await failingWritten(observing, cells, facts, { metric, others }));
  }
  return lacking;
}

/** A number that observations know and no fact has. */
const unnamed = (number: number): PlacedFact => ({
  kind: 'CHANGE',
  id: '',
  number,
  integration: null,
  repository: null,
});

async function settingAside(
  session: Session,
  { team, ruleset, months }: DirtyCells,
  lacking: readonly Lacking[] | null,
  failure: NonNullable<Failure>,
): Promise<SettingAside[]> {
  const cell = { team, ruleset, month: months[0]! };
  if (!lacking) return [{ kind: 'CELL', cell, reason: reasonOf(failure.error) }];
  const numbers = lacking.flatMap(({ facts }) => (facts === 'ALL' ? [] : facts));
  const names = new Map((await factNames(session, numbers)).map((fact) => [fact.number, fact]));
  return lacking.flatMap(({ metric, facts, error }): SettingAside[] => {
    const whole = { kind: 'CELL' as const, cell, metric: metric.id, reason: reasonOf(error) };
    if (facts === 'ALL') return [whole];
    return facts.map((number) => {
      const { integration, repository, ...fact } = names.get(number) ?? unnamed(number);
      return { ...whole, fact, integration, repository };
    });
  });
}

/** Observes one cell without what cannot be observed, and writes down what that is. Returns what was not set aside before. */
async function observeLacking(
  observing: Observing,
  cells: DirtyCells,
  failure: NonNullable<Failure>,
): Promise<SettingAside[]> {
  const { database, account, metrics, derivation } = observing;
  const lacking = await allLacking(observing, cells);
  return database.write(account, async (session) => {
    await hold(session, cells);
    const differing = lacking
      ? await observeTaken(session, cells, metrics, excludedOf(lacking))
      : new Map<number, string[]>();
    const aside = await settingAside(session, cells, lacking, failure);
    const added = await writeSetAside(session, aside, derivation);
    const healed = await deleteCellsSetAside(session, cells, aside);
    if (added.length > 0 || healed.size > 0)
      differing.set(
        cells.months[0]!,
        metrics.map(({ id }) => id),
      );
    reportCells(session, cells, differing);
    return added;
  });
}

/**
 * Observes cells of which some cannot be observed. Facts that make a metric fail are excluded from it and set aside with the reason. If
 * excluding does not help, the cell stays as it is. Returns what was not set aside before.
 */
export async function observeAround(
  observing: Observing,
  cells: DirtyCells,
): Promise<SettingAside[]> {
  const { database, account, metrics } = observing;
  const added: SettingAside[] = [];
  for (const month of cells.months) {
    const one = { ...cells, months: [month], kinds: null };
    const failure = await attempt(database, account, async (session) => {
      await hold(session, one);
      await observeHealing(session, one, metrics);
    });
    if (failure) added.push(...(await observeLacking(observing, one, failure)));
  }
  return added;
}
