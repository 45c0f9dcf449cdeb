import type { Moments } from '../../../engine/delivery/moments.js';
import { stepsOf } from '../../../engine/delivery/passage.js';
import type { EfficiencyConfig } from '../../../model/profile/profile.js';
import { ratingOf } from '../../answer/level-text.js';
import type { PhaseOfRecord } from '../../records/record-columns.js';

/** The enabled phases as a row went through them, each rated by its own bounds, else by those of lead time. */
export const phasesOf = (moments: Moments, efficiency: EfficiencyConfig): PhaseOfRecord[] =>
  stepsOf(moments, efficiency).map((step) => ({
    ...step,
    rating: ratingOf(step.milliseconds, 'LEAD_TIME_FOR_CHANGES', efficiency.maturity, step.key),
  }));
