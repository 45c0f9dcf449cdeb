import { bandOf, ratedValue } from '../../../src/engine/band.js';
import { measure } from '../../../src/engine/measure.js';
import type { Question } from '../../../src/engine/question.js';
import { sourceCodePreset } from '../../../src/model/profile/default-profile.js';
import { localDays } from '../../../src/model/time.js';

/** The level of a headline by the default benchmark; `isKnown` says that a source of the metric is there. */
export function levelOf(question: Question, isKnown = true): string | null {
  const { metric, window, zone } = question;
  const days = localDays(window, zone);
  const value = ratedValue(measure(question).headline, metric.id, days, isKnown);
  return bandOf(value, metric.id, sourceCodePreset.maturity)?.level ?? null;
}
