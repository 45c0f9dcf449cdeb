import type { Metric } from '../engine/metric.js';
import { type Observed, observe } from '../engine/observe.js';
import type { MetricInputs } from '../model/inputs/metric-input.js';
import { type Month, monthWindow } from '../model/month.js';
import { isEnabled } from '../model/profile/enabled-metric.js';
import type { Rules } from '../model/team.js';
import type { Window } from '../model/time.js';
import { writeCells } from '../storage/cells/cell-rows.js';
import { claimDirtyCells, type DirtyCells, type DirtyKinds } from '../storage/cells/dirty-cells.js';
import { rulesets } from '../storage/cells/rulesets.js';
import { deleteCellsSetAside } from '../storage/cells/set-aside.js';
import { type CellInputs, loadInputsOf } from '../storage/inputs/metric-inputs.js';
import type { Session } from '../storage/sql/session.js';
import type { Progress } from './correlate-batch.js';

/** Facts excluded from an observation, by metric: numbers of facts, or all. With all, the rows of the metric stay as they are. */
export type ExcludedInCell = ReadonlyMap<string, ReadonlySet<number> | 'ALL'>;

type Numbered = readonly { readonly number: number }[];

const without = (inputs: MetricInputs, numbers: ReadonlySet<number>): MetricInputs =>
  Object.fromEntries(
    Object.entries(inputs).map(([kind, all]: [string, Numbered]) => [
      kind,
      all.filter(({ number }) => !numbers.has(number)),
    ]),
  ) as unknown as MetricInputs;

/** Inputs and rules by which cells are observed. */
export interface ObservedFacts {
  readonly window: Window;
  readonly rules: Rules;
  readonly inputs: CellInputs;
  /** The metrics that can differ. */
  readonly metrics: readonly Metric[];
}

const isConcerned = (metric: Metric, { rules, kinds }: { rules: Rules; kinds: DirtyKinds }) =>
  kinds === null || metric.reads(rules).some((kind) => kinds.has(kind));

/** Loads what the metrics are observed by that read something that differs in the cells; null where their rules are gone. */
export async function loadFacts(
  session: Session,
  { team, ruleset, months, kinds }: DirtyCells,
  metrics: readonly Metric[],
): Promise<ObservedFacts | null> {
  const rules = (await rulesets(session, [ruleset])).get(ruleset);
  if (!rules) return null;
  const window = { from: monthWindow(months[0]!).from, to: monthWindow(months.at(-1)!).to };
  const concerned = metrics.filter((metric) => isConcerned(metric, { rules, kinds }));
  const enabled = concerned.filter((metric) => isEnabled(metric, rules));
  const read = new Set(enabled.flatMap((metric) => metric.reads(rules)));
  const inputs = await loadInputsOf(session, team, window, { rules, kinds: read });
  return { window, rules, inputs, metrics: concerned };
}

/** Observes a metric without the facts with these numbers. */
export function observeWithout(
  { inputs, ...facts }: ObservedFacts,
  metric: Metric,
  numbers: ReadonlySet<number>,
): Observed[] {
  const { population } = metric;
  const left =
    numbers.size === 0 ? inputs : { ...inputs, [population]: without(inputs[population], numbers) };
  return observe({ ...facts, inputs: left, metrics: [metric] });
}

const none: ReadonlySet<number> = new Set();

/** Observes taken cells again and writes the difference. Returns the metrics whose rows differ, by month. */
export async function observeTaken(
  session: Session,
  cells: DirtyCells,
  metrics: readonly Metric[],
  excluded: ExcludedInCell = new Map(),
): Promise<Map<Month, string[]>> {
  const facts = await loadFacts(session, cells, metrics);
  if (!facts) return new Map();
  const seen = facts.metrics.flatMap((metric) => {
    const numbers = excluded.get(metric.id) ?? none;
    return numbers === 'ALL' ? [] : observeWithout(facts, metric, numbers);
  });
  const rows = seen.map(({ metric, ...both }) => ({ ...both, metric: metric.id }));
  return writeCells(session, cells, rows);
}

/** Reports in the change log in which cells which metrics differ, unless their rules are not effective yet. */
export function reportCells(
  session: Session,
  { team, isEffective }: DirtyCells,
  differing: ReadonlyMap<Month, readonly string[]>,
): void {
  if (!isEffective) return;
  for (const [month, metrics] of differing)
    session.append({ kind: 'CELLS', what: { team, month, metrics } });
}

/** Numbers of the facts that a metric observes, ascending. */
export function numbersObserved({ inputs }: ObservedFacts, { population }: Metric): number[] {
  const all = Object.values(inputs[population]).flatMap((some: Numbered) =>
    some.map(({ number }) => number),
  );
  return [...new Set(all)].sort((left, right) => left - right);
}

/** Observes taken cells again and reports what differs. Nothing of them is set aside any longer. */
export async function observeHealing(
  session: Session,
  cells: DirtyCells,
  metrics: readonly Metric[],
): Promise<void> {
  const differing = await observeTaken(session, cells, metrics);
  const all = metrics.map(({ id }) => id);
  // A cell of which something is set aside is claimed whole.
  const healed = cells.kinds === null ? await deleteCellsSetAside(session, cells) : [];
  for (const month of healed) differing.set(month, all);
  reportCells(session, cells, differing);
}

/**
 * Observes some dirty cells of one team again and writes the difference. A difference under the effective rules is reported in the change log.
 * Returns NOTHING if no cell is dirty or others work on all that are, and ALL if no other was. `taken` gets the cells before they are
 * observed.
 */
export async function observeCells(
  session: Session,
  metrics: readonly Metric[],
  taken: (cells: DirtyCells) => void,
): Promise<Progress> {
  const cells = await claimDirtyCells(session);
  if (!cells) return 'NOTHING';
  taken(cells);
  await observeHealing(session, cells, metrics);
  return cells.isOnly ? 'ALL' : 'SOME';
}
