import { type Band, bandOf, ratedValue } from '../engine/band.js';
import type { Measured } from '../engine/measured.js';
import type { Metric, TagName } from '../engine/metric.js';
import { sourceCodePreset } from '../model/default-profile.js';
import type { Maturity, PhaseKey } from '../model/profile.js';
import { localDays, type Window } from '../model/time.js';
import type { Rating } from './answer.js';
import { notConfigured } from './data-status.js';
import type { Snapshot } from './snapshot.js';

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

function inWords(band: Band, { levels }: Maturity): Rating {
  const { label, description, color } = levels.find(({ key }) => key === band.level)!;
  return { ...band, label, description, color };
}

type Rate = (figure: Measured['headline'], span: Window, segment?: string) => Rating | null;

/**
 * Rates figures of an answer by the profile in force; null where nothing of the answer was observed at all, or nobody rates
 * the metric. Of segments only phases are rated.
 */
export function raterOf(
  snapshot: Snapshot,
  metric: Metric,
  { headline }: Measured,
  tag?: TagName,
): Rate {
  const [first] = snapshot.rules.values();
  const maturity = first?.rules.efficiency.maturity ?? sourceCodePreset.maturity;
  const isKnown = headline.sampleSize > 0 && notConfigured(snapshot, metric, tag) === null;
  if (!isKnown) return () => null;
  return (figure, span, segment) => {
    const phase = phasesOf[metric.id]?.find((key) => key === segment) ?? null;
    if (segment !== undefined && phase === null) return null;
    const days = localDays(span, snapshot.zone);
    const band = bandOf(ratedValue(figure, metric.id, days, isKnown), metric.id, maturity, phase);
    return band && inWords(band, maturity);
  };
}
