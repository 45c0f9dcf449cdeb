import { type Band, bandOf } from '../../engine/band.js';
import type { LevelKey, Maturity, PhaseKey } from '../../model/profile/profile.js';

/** The words of a profile for a level. */
export interface LevelText {
  /** Name of the level. */
  readonly label: string;
  /** Meaning of the level in a few words. */
  readonly description: string;
  /** Its colour, as clients draw it. */
  readonly color: string;
}
/** A level in the words of the profile, with the ranges by which it was given. */
export interface Rating extends Band, LevelText {}

export function levelInWords(level: LevelKey, { levels }: Maturity): LevelText {
  const { label, description, color } = levels.find(({ key }) => key === level)!;
  return { label, description, color };
}

/** The rating of a value, or of one phase of it, by a profile; null where there is no value, or nobody rates the metric. */
export function ratingOf(
  value: number | null,
  metric: string,
  maturity: Maturity,
  phase: PhaseKey | null = null,
): Rating | null {
  const band = bandOf(value, metric, maturity, phase);
  return band && { ...band, ...levelInWords(band.level, maturity) };
}
