import type { ObservationColumns } from '../model/observation.js';
import { once } from '../model/once.js';
import { dayEdges, type TimeBucket } from '../model/time.js';
import { type Frames, framesOf } from './frames.js';
import type { Measured, MeasuredBucket } from './measured.js';
import type { TagName } from './metric.js';
import type { Question, TeamColumns } from './question.js';
import { gather } from './selection/gather.js';
import { type Grouping, oneGroup } from './selection/grouping.js';
import {
  type Query,
  type Selection,
  selectionOf,
  selectorOfWhole,
  wholeWindow,
} from './selection/select.js';
import type { Figure, Frame, LaidRows, Measurer, RowSpan } from './summary/summary.js';

function reorder(values: Float64Array, order: Int32Array | null): Float64Array {
  if (!order) return values;
  const ordered = new Float64Array(values.length);
  for (let position = 0; position < order.length; position++)
    ordered[position] = values[order[position]!]!;
  return ordered;
}

function layRows(
  selection: Pick<Selection, 'question' | 'cells' | 'offsets'>,
  { order }: Grouping,
): LaidRows {
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

/** The figures of a stretch of rows: a class, of which an organisation makes thousands that nobody asks for more than the headline. */
class Answer implements Measured {
  readonly headline: Figure;
  readonly developers: number | null;
  readonly units: number;
  readonly disagreements: Measured['disagreements'];
  readonly #measurer: Measurer;
  readonly #whole: RowSpan;
  readonly #frame: Frame;
  readonly #findSeries: () => readonly MeasuredBucket[];
  #series: readonly MeasuredBucket[] | undefined;
  #segments: Measured['segments'] | undefined;
  #distribution: Measured['distribution'] | undefined;

  constructor(
    { repeats }: Pick<Selection, 'repeats'>,
    whole: RowSpan,
    measurer: Measurer,
    frame: Frame,
    findSeries: () => readonly MeasuredBucket[],
  ) {
    this.headline = measurer.figure(whole.from, whole.to, frame);
    this.developers = frame.developers;
    this.units = frame.units;
    this.disagreements = repeats.disagreements();
    this.#measurer = measurer;
    this.#whole = whole;
    this.#frame = frame;
    this.#findSeries = findSeries;
  }

  get series(): readonly MeasuredBucket[] {
    this.#series ??= this.#findSeries();
    return this.#series;
  }

  get segments(): Measured['segments'] {
    const { from, to } = this.#whole;
    this.#segments ??= this.#measurer.segments?.(from, to, this.#frame, this.#whole) ?? [];
    return this.#segments;
  }

  get distribution(): Measured['distribution'] {
    const { from, to } = this.#whole;
    this.#distribution ??= this.#measurer.distribution?.(from, to) ?? null;
    return this.#distribution;
  }

  toJSON(): Measured {
    return copiable(this);
  }
}

/** Returns an answer of which a copy has everything too. */
const copiable = (answer: Answer): Measured => ({
  headline: answer.headline,
  developers: answer.developers,
  units: answer.units,
  disagreements: answer.disagreements,
  get series() {
    return answer.series;
  },
  get segments() {
    return answer.segments;
  },
  get distribution() {
    return answer.distribution;
  },
});

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
    const findSeries = () => seriesOf(selection, offsets, measurer, frames);
    return copiable(new Answer(selection, whole, measurer, frames.window(), findSeries));
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
export const measureHeadline = (question: Question): Figure =>
  measureEach(question, [question.teams])[0]!.headline;

/**
 * Returns the answers of `measure` to a question about each of these groups of teams. All rows are laid out once. Series are measured when
 * they are asked for.
 */
export function measureEach(
  question: Question,
  groups: readonly (readonly TeamColumns[])[],
): Measured[] {
  const asked = (teams: readonly TeamColumns[]): Question => ({ ...question, teams });
  // Sprints leave gaps, so that they stay buckets.
  if (question.granularity === 'SPRINT') return groups.map((teams) => measure(asked(teams)));
  const selections = groups.map(selectorOfWhole(question));
  const cells = selections.flatMap((one) => one.cells);
  const ends = Int32Array.from(selections, ({ offsets }) => offsets[1]!);
  for (let index = 1; index < ends.length; index++) ends[index]! += ends[index - 1]!;
  const offsets = Int32Array.of(0, ends.at(-1) ?? 0);
  const { summary } = question.metric;
  const measurer = summary.open(layRows({ question, cells, offsets }, oneGroup(offsets)));
  const span = wholeWindow(question);
  const frameOf = (teams: readonly TeamColumns[]): Frame =>
    framesOf({ ...span, question: asked(teams) })(null).window();
  const shared = summary.perDeveloper ? null : frameOf([]);
  return selections.map((selection, index) => {
    const teams = groups[index]!;
    const whole = { from: ends[index - 1] ?? 0, to: ends[index]! };
    const findSeries = () => measure(asked(teams)).series;
    return new Answer(selection, whole, measurer, shared ?? frameOf(teams), findSeries);
  });
}
