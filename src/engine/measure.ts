import type { ObservationColumns } from '../model/observation.js';
import { once } from '../model/once.js';
import { dayEdges, type TimeBucket } from '../model/time.js';
import { type Frames, framesOf } from './frames.js';
import type { Measured, MeasuredBucket } from './measured.js';
import type { TagName } from './metric.js';
import type { Question } from './question.js';
import { gather } from './selection/gather.js';
import { type Grouping, oneGroup } from './selection/grouping.js';
import { type Query, type Selection, selectionOf, selectWhole } from './selection/select.js';
import type { Figure, LaidRows, Measurer, RowSpan } from './summary/summary.js';

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

function bucketOf(
  bucket: TimeBucket,
  [from, to]: readonly [number, number],
  whole: RowSpan,
  measurer: Measurer,
  frames: Frames,
): MeasuredBucket {
  const frame = frames.bucket(bucket);
  const segments = once(() => measurer.segments?.(from, to, frame, whole) ?? []);
  const distribution = once(() => measurer.distribution?.(from, to) ?? null);
  return {
    ...bucket,
    value: measurer.figure(from, to, frame),
    get segments() {
      return segments();
    },
    get distribution() {
      return distribution();
    },
  };
}

function seriesOf(
  { buckets }: Selection,
  offsets: Int32Array,
  measurer: Measurer,
  frames: Frames,
): MeasuredBucket[] {
  const whole = { from: offsets[0]!, to: offsets.at(-1)! };
  return buckets.map((bucket, index) =>
    bucketOf(bucket, [offsets[index]!, offsets[index + 1]!], whole, measurer, frames),
  );
}

/** The figures of the rows from one up to, but without, another. */
function answerOf(
  selection: Selection,
  whole: RowSpan,
  measurer: Measurer,
  frames: Frames,
  findSeries: () => readonly MeasuredBucket[],
): Measured {
  const { from, to } = whole;
  const frame = frames.window();
  const series = once(findSeries);
  const segments = once(() => measurer.segments?.(from, to, frame, whole) ?? []);
  const distribution = once(() => measurer.distribution?.(from, to) ?? null);
  return {
    headline: measurer.figure(from, to, frame),
    developers: frame.developers,
    units: frame.units,
    disagreements: selection.repeats.disagreements(),
    get series() {
      return series();
    },
    get segments() {
      return segments();
    },
    get distribution() {
      return distribution();
    },
  };
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
    const whole = { from: offsets[0]!, to: offsets.at(-1)! };
    return answerOf(selection, whole, measurer, frames, () =>
      seriesOf(selection, offsets, measurer, frames),
    );
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
export const measureHeadline = (question: Question): Figure => measureEach([question])[0]!.headline;

/**
 * Returns the answers of `measure` to questions that differ in their teams alone, of which the series are measured when they are asked for.
 * All rows are laid out once.
 */
export function measureEach(questions: readonly Question[]): Measured[] {
  const selections = questions.map(selectWhole);
  const [first] = selections;
  if (!first || selections.some(({ buckets }) => buckets.length !== 1))
    return questions.map(measure);
  const cells = selections.flatMap((one) => one.cells);
  const ends = Int32Array.from(selections, ({ offsets }) => offsets[1]!);
  for (let index = 1; index < ends.length; index++) ends[index]! += ends[index - 1]!;
  const offsets = Int32Array.of(0, ends.at(-1)!);
  const rows = layRows({ ...first, cells, offsets }, oneGroup(offsets));
  const { summary } = first.question.metric;
  const measurer = summary.open(rows);
  const shared = framesOf(first)(null);
  return selections.map((selection, index) => {
    const frames = summary.perDeveloper ? framesOf(selection)(null) : shared;
    const whole = { from: ends[index - 1] ?? 0, to: ends[index]! };
    const findSeries = () => measure(selection.question).series;
    return answerOf(selection, whole, measurer, frames, findSeries);
  });
}
