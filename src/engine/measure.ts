import type { ObservationColumns } from '../model/observation.js';
import { dayEdges } from '../model/time.js';
import { type Frames, framesOf } from './frames.js';
import type { Measured, MeasuredBucket } from './measured.js';
import type { TagName } from './metric.js';
import { gather } from './selection/gather.js';
import { type Grouping, oneGroup } from './selection/grouping.js';
import { type Asked, type Selection, selectionOf } from './selection/select.js';
import type { LaidRows, Measurer } from './summary/summary.js';

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
    groupBy: selection.question.groupBy ?? null,
    dayEdges: () => dayEdges(window, zone),
  };
}

function seriesOf(
  { buckets }: Selection,
  offsets: Int32Array,
  measurer: Measurer,
  frames: Frames,
): MeasuredBucket[] {
  return buckets.map((bucket, index) => {
    const from = offsets[index]!;
    const to = offsets[index + 1]!;
    const frame = frames.bucket(bucket);
    const segments = measurer.segments?.(from, to, frame) ?? [];
    return { ...bucket, value: measurer.figure(from, to, frame), segments };
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
  return {
    headline: measurer.figure(from, to, frame),
    distribution: measurer.distribution?.(from, to) ?? null,
    series: seriesOf(selection, offsets, measurer, frames),
    developers: frame.developers,
    units: frame.units,
    disagreements: selection.repeats.disagreements(),
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
    return measureGroup(selection, offsets, measurer, frames);
  });
}

/**
 * The answer to a question: headline over the whole window, distribution, and a series over its buckets. Durations in
 * milliseconds, ratios 0..1. Of nothing, a count is 0 and everything else null; per developer it is 0 where there are any.
 */
export function measure(asked: Asked): Measured {
  const selection = selectionOf(asked);
  return measureGroups(selection, oneGroup(selection.offsets), () => null)[0]!;
}
