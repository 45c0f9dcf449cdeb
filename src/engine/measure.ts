import type { ObservationColumns } from '../model/observation.js';
import { dayEdges } from '../model/time.js';
import { type Frames, framesOf } from './frames.js';
import type { Measured, MeasuredBucket } from './measured.js';
import type { TagName } from './metric.js';
import { gather } from './selection/gather.js';
import { type Grouping, oneGroup } from './selection/grouping.js';
import { type Query, type Selection, selectionOf } from './selection/select.js';
import type { Distribution, Figure, LaidRows, Measurer } from './summary/summary.js';

function reorder(values: Float64Array, order: Int32Array | null): Float64Array {
  if (!order) return values;
  const ordered = new Float64Array(values.length);
  for (let position = 0; position < order.length; position++)
    ordered[position] = values[order[position]!]!;
  return ordered;
}

function layRows(selection: Selection, { order }: Grouping): LaidRows {
  const { metric, aggregation, window, zone } = selection.question;
  const column = (columnOf: (columns: ObservationColumns) => Float64Array) =>
    reorder(gather(selection, columnOf), order);
  return {
    length: selection.offsets.at(-1)!,
    aggregation,
    value: () => column(({ value }) => value),
    at: () => column(({ at }) => at),
    developer: () => column(({ developer }) => developer),
    part: (name) => column(({ parts }) => parts[metric.parts.indexOf(name)]!),
    tag: (name) => column(({ tags }) => tags[metric.tags.indexOf(name as TagName)]!),
    categories: selection.question.categories ?? [],
    groupBy: selection.question.groupBy ?? null,
    dayEdges: () => dayEdges(window, zone),
  };
}

/** Adds a value that is computed when it is first asked for: many answers are not asked for it. */
function withLater<Answer extends object, Name extends string, Value>(
  answer: Answer,
  name: Name,
  find: () => Value,
): Answer & { readonly [Key in Name]: Value } {
  let known: { readonly value: Value } | undefined;
  return Object.defineProperty(answer, name, {
    enumerable: true,
    get: () => {
      known ??= { value: find() };
      return known.value;
    },
  }) as Answer & { readonly [Key in Name]: Value };
}

const withDistribution = <Answer extends object>(
  answer: Answer,
  measurer: Measurer,
  from: number,
  to: number,
): Answer & { readonly distribution: Distribution | null } =>
  withLater(answer, 'distribution', () => measurer.distribution?.(from, to) ?? null);

function seriesOf(
  { buckets }: Selection,
  offsets: Int32Array,
  measurer: Measurer,
  frames: Frames,
): MeasuredBucket[] {
  const whole = { from: offsets[0]!, to: offsets.at(-1)! };
  return buckets.map((bucket, index) => {
    const from = offsets[index]!;
    const to = offsets[index + 1]!;
    const frame = frames.bucket(bucket);
    const segments = measurer.segments?.(from, to, frame, whole) ?? [];
    const value = measurer.figure(from, to, frame);
    return withDistribution({ ...bucket, value, segments }, measurer, from, to);
  });
}

function measureGroup(
  selection: Selection,
  offsets: Int32Array,
  measurer: Measurer,
  frames: Frames,
): Measured {
  const from = offsets[0]!;
  const to = offsets.at(-1)!;
  const frame = frames.window();
  const answer = {
    headline: measurer.figure(from, to, frame),
    series: seriesOf(selection, offsets, measurer, frames),
    developers: frame.developers,
    units: frame.units,
    disagreements: selection.repeats.disagreements(),
  };
  const divide = () => measurer.segments?.(from, to, frame, { from, to }) ?? [];
  return withLater(withDistribution(answer, measurer, from, to), 'segments', divide);
}

/** Measures each group of the selected rows; `developerOf` a group's key where each developer is a group. */
export function measureGroups(
  selection: Selection,
  grouping: Grouping,
  developerOf: (key: number) => number | null,
): Measured[] {
  const rows = layRows(selection, grouping);
  const measurer = selection.question.metric.summary.open(rows);
  const framesFor = framesOf(selection);
  const shared = framesFor(null);
  const buckets = selection.buckets.length;
  return grouping.keys.map((key, group) => {
    const offsets = grouping.offsets.subarray(group * buckets, (group + 1) * buckets + 1);
    const developer = developerOf(key);
    const frames = developer === null ? shared : framesFor(developer);
    return measureGroup(selection, offsets, measurer, frames);
  });
}

/**
 * Returns the answer to a question: the headline over the whole window, its distribution, and a series over its buckets.
 * Durations are milliseconds, ratios 0..1. Without rows a count is 0 and everything else null; per developer it is 0 if there are
 * developers.
 * Throws if the question names an undeclared tag.
 * @example
 * ```ts
 * import { inputOf, measure, questionOf } from 'engineering-insights/engine';
 *
 * const hour = 3_600_000;
 * const pullRequests = [4, 2].map((hours, number) =>
 *   inputOf('pullRequest', { number, developer: 7, openedAt: 0, mergedAt: hours * hour }),
 * );
 * const dates = { from: '1970-01-01', to: '1970-01-07' };
 * const question = questionOf({ metric: 'PR_CYCLE_TIME', inputs: { pullRequests }, dates });
 * console.log(measure(question).headline.value! / hour); // 3
 * ```
 */
export function measure(asked: Query): Measured {
  const selection = selectionOf(asked);
  return measureGroups(selection, oneGroup(selection.offsets), () => null)[0]!;
}

/** Returns the headline alone, such as that of the window before. */
export function measureHeadline(asked: Query): Figure {
  const selection = selectionOf(asked);
  const rows = layRows(selection, oneGroup(selection.offsets));
  const measurer = selection.question.metric.summary.open(rows);
  const end = selection.offsets.at(-1)!;
  return measurer.figure(0, end, framesOf(selection)(null).window());
}
