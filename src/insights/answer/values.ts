import type { Measured } from '../../engine/measured.js';
import type { Metric, TagName } from '../../engine/metric.js';
import type { Figure } from '../../engine/summary/summary.js';
import { once } from '../../model/once.js';
import type { Window } from '../../model/time.js';
import { bucketLabels } from '../records/sprint-labels.js';
import type { Snapshot } from '../snapshot/snapshot.js';
import type { BreakdownRow, Bucket } from './answer.js';
import { type Valuer, valuerOf } from './data-status.js';
import { evaluateGoals } from './goals.js';
import { segmentLabels } from './labels.js';
import { type Rate, raterOf } from './rating.js';

type Divided = Pick<BreakdownRow, 'segments' | 'goalScore'>;
/** The teams and the tag to which figures belong. */
export interface Whose {
  /** The teams that they were made of; default those of the scope. */
  readonly teams?: readonly number[];
  /** The teams whose goals they have. */
  readonly rated: readonly number[];
  /** The tag that the rows carry; undefined if none is required. */
  readonly tag?: TagName | undefined;
}

/** Returns the functions that turn the figures of an answer into its values. */
const ratersOf = (
  snapshot: Snapshot,
  metric: Metric,
  { rated }: Whose,
  valued: Valuer,
  rate: Rate,
) => ({
  valued,
  rate,
  compare: once(() => evaluateGoals(snapshot, metric, rated)),
  label: segmentLabels(snapshot, metric),
  unitOf: (key: string) => metric.summary.segmentUnits?.[key] ?? metric.unit,
  labelOf: bucketLabels(snapshot, metric),
});
type Raters = ReturnType<typeof ratersOf>;

/** Divides the figure of a span into its segments. */
function divide(
  { valued, rate, compare, label, unitOf }: Raters,
  span: Window,
  whole: Figure,
  segments: Measured['segments'],
): Divided {
  const { dataStatus } = valued(whole, span);
  const known = segments.map(({ key, value }) => ({ key, value: valued(value, span, whole) }));
  const { score, goalStateOf } = compare()(known);
  return {
    goalScore: score,
    segments: known.map(({ key, value }) => ({
      key,
      label: label(key),
      unit: unitOf(key),
      // A part that is known to be nothing is as reliable as the whole.
      value: value.value === null ? value : { ...value, dataStatus },
      rating: rate(value, span, key),
      ...goalStateOf(key),
    })),
  };
}

function bucketOf(raters: Raters, bucket: Measured['series'][number]): Bucket {
  const value = raters.valued(bucket.value, bucket);
  const parts = once(() => divide(raters, bucket, bucket.value, bucket.segments));
  return {
    from: bucket.from,
    to: bucket.to,
    partial: bucket.partial,
    ...raters.labelOf(bucket),
    get distribution() {
      return value.dataStatus === 'NOT_CONFIGURED' ? null : bucket.distribution;
    },
    value,
    get rating() {
      return raters.rate(value, bucket);
    },
    get segments() {
      return parts().segments;
    },
    get goalScore() {
      return parts().goalScore;
    },
  };
}

/**
 * Figures of the engine with the data status, the ratings and the goal states that belong to them. All but the value are found when they
 * are asked for. A breakdown has thousands of these, and getters in each object would take 46 microseconds of it, those of a class 0.5.
 */
export class Values implements Pick<BreakdownRow, 'value' | keyof Divided | 'rating' | 'series'> {
  readonly value: BreakdownRow['value'];
  readonly #snapshot: Snapshot;
  readonly #metric: Metric;
  readonly #measured: Measured;
  readonly #whose: Whose;
  readonly #valued: Valuer;
  #knownRate: Rate | undefined;
  #found: Raters | undefined;
  #whole: Divided | undefined;
  #series: readonly Bucket[] | undefined;

  constructor(snapshot: Snapshot, metric: Metric, measured: Measured, whose: Whose) {
    const { window, scope } = snapshot;
    this.#snapshot = snapshot;
    this.#metric = metric;
    this.#measured = measured;
    this.#whose = whose;
    this.#valued = valuerOf(snapshot, metric, window, whose.teams ?? scope.teams, whose.tag);
    this.value = this.#valued(measured.headline, window);
  }

  get #rate(): Rate {
    const { teams = this.#snapshot.scope.teams } = this.#whose;
    const isConfigured = this.value.dataStatus !== 'NOT_CONFIGURED';
    this.#knownRate ??= raterOf(this.#snapshot, this.#metric, this.#measured, teams, isConfigured);
    return this.#knownRate;
  }

  get #raters(): Raters {
    this.#found ??= ratersOf(this.#snapshot, this.#metric, this.#whose, this.#valued, this.#rate);
    return this.#found;
  }

  get #divided(): Divided {
    const { headline, segments } = this.#measured;
    this.#whole ??= divide(this.#raters, this.#snapshot.window, headline, segments);
    return this.#whole;
  }

  get rating(): BreakdownRow['rating'] {
    return this.#rate(this.value, this.#snapshot.window);
  }

  get segments(): Divided['segments'] {
    return this.#divided.segments;
  }

  get goalScore(): Divided['goalScore'] {
    return this.#divided.goalScore;
  }

  get series(): readonly Bucket[] {
    this.#series ??= this.#measured.series.map((bucket) => bucketOf(this.#raters, bucket));
    return this.#series;
  }

  /** Returns all that the row shows, which a copy by its own properties has not. */
  toJSON(): object {
    const { rating, segments, goalScore, series } = this;
    return { ...this, rating, segments, goalScore, series };
  }
}
