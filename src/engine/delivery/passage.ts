import type { EfficiencyConfig, Phase, PhaseKey } from '../../model/profile.js';
import { elapsed } from '../elapsed.js';
import { eventsOfChange, type Moments, momentOf } from './moments.js';

/** How something went through the enabled phases of a profile. */
export interface Passage {
  /** Milliseconds, never negative, of each phase whose start and end are known. */
  readonly phases: Readonly<Partial<Record<PhaseKey, number>>>;
  /** Their sum. */
  readonly milliseconds: number;
  /** The known events, in the order of the phases, do not follow each other in time. */
  readonly isOutOfOrder: boolean;
}

const enabledPhases = ({ leadTime }: EfficiencyConfig): Phase[] =>
  leadTime.phases.filter(({ enabled }) => enabled);

/**
 * What lead time is measured of: work items where a phase begins or ends in issue management; changes where phases speak of
 * releases and of nothing that a plain history does not tell; else pull requests, and the changes of repositories of which no merged
 * pull request is told.
 */
export function unitOf(efficiency: EfficiencyConfig): 'WORK_ITEM' | 'PULL_REQUEST' | 'CHANGE' {
  const ends = enabledPhases(efficiency).flatMap(({ start, end }) => [start, end]);
  if (ends.some(({ source }) => source === 'ISSUE_MANAGEMENT')) return 'WORK_ITEM';
  const isPlain = ends.every(({ event }) => eventsOfChange.includes(event));
  return isPlain && ends.some(({ event }) => event === 'RELEASED') ? 'CHANGE' : 'PULL_REQUEST';
}

/** True where the last enabled phase ends with a deployment. */
export function endsInDeployment(efficiency: EfficiencyConfig): boolean {
  const end = enabledPhases(efficiency).at(-1)?.end;
  return end?.source === 'CONTINUOUS_DEPLOYMENT' || end?.event === 'RELEASED';
}

function isDescending(phases: readonly Phase[], moments: Moments): boolean {
  const known = phases
    .flatMap(({ start, end }) => [momentOf(moments, start), momentOf(moments, end)])
    .filter((at) => at !== null);
  return known.some((at, index) => index > 0 && at < known[index - 1]!);
}

/** The way through the phases; null where none has both its start and its end. */
export function passageOf(moments: Moments, efficiency: EfficiencyConfig): Passage | null {
  const enabled = enabledPhases(efficiency);
  const phases: Partial<Record<PhaseKey, number>> = {};
  let milliseconds = 0;
  for (const { key, start, end } of enabled) {
    const from = momentOf(moments, start);
    const to = momentOf(moments, end);
    if (from === null || to === null) continue;
    const spent = Math.max(0, elapsed(efficiency.calendar, from, to));
    phases[key] = (phases[key] ?? 0) + spent;
    milliseconds += spent;
  }
  if (Object.keys(phases).length === 0) return null;
  return { phases, milliseconds, isOutOfOrder: isDescending(enabled, moments) };
}
