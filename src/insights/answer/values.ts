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
import { raterOf } from './rating.js';

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
function ratersOf(
  snapshot: Snapshot,
  metric: Metric,
  measured: Measured,
  valued: Valuer,
  { teams = snapshot.scope.teams, rated }: Whose,
) {
  const isConfigured = valued(measured.headline, snapshot.window).dataStatus !== 'NOT_CONFIGURED';
  return {
    valued,
    rate: raterOf(snapshot, metric, measured, teams, isConfigured),
    compare: once(() => evaluateGoals(snapshot, metric, rated)),
    label: segmentLabels(snapshot, metric),
    unitOf: (key: string) => metric.summary.segmentUnits?.[key] ?? metric.unit,
    labelOf: bucketLabels(snapshot, metric),
  };
}
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
  readonly #measured: Measured;
  readonly #window: Window;
  readonly #findRaters: () => Raters;
  #found: Raters | undefined;
  #whole: Divided | undefined;
  #series: readonly Bucket[] | undefined;

  constructor(snapshot: Snapshot, metric: Metric, measured: Measured, whose: Whose) {
    const { window, scope } = snapshot;
    const valued = valuerOf(snapshot, metric, window, whose.teams ?? scope.teams, whose.tag);
    this.value = valued(measured.headline, window);
    this.#measured = measured;
    this.#window = window;
    this.#findRaters = () => ratersOf(snapshot, metric, measured, valued, whose);
  }

  get #raters(): Raters {
    this.#found ??= this.#findRaters();
    return this.#found;
  }

  get #divided(): Divided {
    const { headline, segments } = this.#measured;
    this.#whole ??= divide(this.#raters, this.#window, headline, segments);
    return this.#whole;
  }

  get rating(): BreakdownRow['rating'] {
    return this.#raters.rate(this.value, this.#window);
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
