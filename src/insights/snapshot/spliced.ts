import { boundsOf } from '../../engine/selection/bounds.js';
import { type Month, monthWindow } from '../../model/month.js';
import type { ExclusionColumns, ObservationColumns } from '../../model/observation.js';
import type { MetricColumns } from '../../storage/cells/metric-columns.js';

/** A month, and columns of several months that have its rows. */
export interface Part {
  readonly month: Month;
  readonly columns: MetricColumns;
}

type Columns = ObservationColumns | ExclusionColumns;
/** Rows from one up to, but without, another. */
interface Run<Own extends Columns> {
  readonly columns: Own;
  readonly from: number;
  readonly to: number;
}

function runOf<Own extends Columns>(month: Month, columns: Own): Run<Own> {
  const window = monthWindow(month);
  const [from, to] = boundsOf(columns.at, [window.from, window.to]);
  return { columns, from: from!, to: to! };
}

/** Returns a function that joins a column of the runs. */
function joinerOf<Own extends Columns>(runs: readonly Run<Own>[]) {
  const length = runs.reduce((sum, { from, to }) => sum + to - from, 0);
  return (columnOf: (columns: Own) => Float64Array | Uint8Array): Float64Array => {
    const joined = new Float64Array(length);
    let next = 0;
    for (const { columns, from, to } of runs) {
      joined.set(columnOf(columns).subarray(from, to), next);
      next += to - from;
    }
    return joined;
  };
}

/** Returns the columns that observations and exclusions have in common. */
function keysOf<Own extends Columns>(runs: readonly Run<Own>[]) {
  const join = joinerOf(runs);
  const subject = join((columns) => columns.subject);
  return {
    length: subject.length,
    subject,
    developer: join((columns) => columns.developer),
    at: join((columns) => columns.at),
    tags: runs[0]!.columns.tags.map((_, index) => join(({ tags }) => tags[index]!)),
  };
}

/** Returns the others of the subjects in the runs. */
function othersIn(runs: readonly Run<ObservationColumns>[]) {
  const all = runs.flatMap(({ columns: { subject, others }, from, to }) =>
    others ? [...subject.subarray(from, to)].map((one) => [one, others.get(one)] as const) : [],
  );
  return new Map(all.flatMap(([one, others]) => (others ? [[one, others] as const] : [])));
}

function observationsOf(runs: readonly Run<ObservationColumns>[]): ObservationColumns {
  const join = joinerOf(runs);
  const others = othersIn(runs);
  return {
    ...keysOf(runs),
    value: join(({ value }) => value),
    parts: runs[0]!.columns.parts.map((_, index) => join(({ parts }) => parts[index]!)),
    ...(others.size > 0 && { others }),
  };
}

/** Returns the rows of the months one behind the other, as columns of their own. The months ascend, and there is at least one. */
export function spliced(parts: readonly Part[]): MetricColumns {
  const counted = parts.map(({ month, columns }) => runOf(month, columns.observations));
  const left = parts.map(({ month, columns }) => runOf(month, columns.exclusions));
  const reason = Uint8Array.from(joinerOf(left)((columns) => columns.reason));
  return { observations: observationsOf(counted), exclusions: { ...keysOf(left), reason } };
}
