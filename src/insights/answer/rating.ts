import { ratedValue } from '../../engine/band.js';
import { excludedRowsOf } from '../../engine/excluded-rows.js';
import type { Measured } from '../../engine/measured.js';
import type { Metric } from '../../engine/metric.js';
import { once } from '../../model/once.js';
import { isRated } from '../../model/profile/benchmark.js';
import { sourceCodePreset } from '../../model/profile/default-profile.js';
import type { Maturity, PhaseKey } from '../../model/profile/profile.js';
import { localDays, type Window } from '../../model/time.js';
import { questionOf } from '../question.js';
import type { Snapshot } from '../snapshot/snapshot.js';
import { type Rating, ratingOf } from './level-text.js';

/** Segments that have bounds of their own, by metric. */
const phasesOf: Readonly<Record<string, readonly PhaseKey[]>> = {
  LEAD_TIME_FOR_CHANGES: [
    'PLANNING',
    'CODING',
    'REVIEW',
    'BUILD',
    'DEPLOYMENT',
    'COMMIT_TO_RELEASE',
  ],
};

/** Rates a figure of a span, or of a segment of it; null where it has no rating. */
export type Rate = (figure: Measured['headline'], span: Window, segment?: string) => Rating | null;

/** True if anything is known in the window, even if every row is excluded: then a count of 0 is right. */
function isAnythingKnown(
  snapshot: Snapshot,
  metric: Metric,
  { headline }: Measured,
  teams: readonly number[],
): boolean {
  if (!isRated(metric.id)) return false;
  if (headline.sampleSize > 0) return true;
  return excludedRowsOf(questionOf(snapshot, metric, snapshot.window, teams)).length > 0;
}

/** Returns the levels of the effective profile. */
export function maturityOf({ rules }: Snapshot): Maturity {
  const [first] = rules.values();
  return first?.rules.efficiency.maturity ?? sourceCodePreset.maturity;
}

/**
 * Returns a function that rates figures of an answer of some teams by the effective profile. A
 * rating is null if nothing at all is known in the window, or nobody rates the metric. Segments are
 * rated only if they are phases.
 */
export function raterOf(
  snapshot: Snapshot,
  metric: Metric,
  measured: Measured,
  teams: readonly number[],
  isConfigured: boolean,
): Rate {
  const maturity = maturityOf(snapshot);
  const isKnown = once(() => isConfigured && isAnythingKnown(snapshot, metric, measured, teams));
  return (figure, span, segment) => {
    if (!isKnown()) return null;
    const phase = phasesOf[metric.id]?.find((key) => key === segment) ?? null;
    if (segment !== undefined && phase === null) return null;
    const days = localDays(span, snapshot.zone);
    return ratingOf(ratedValue(figure, metric.id, days, true), metric.id, maturity, phase);
  };
}
