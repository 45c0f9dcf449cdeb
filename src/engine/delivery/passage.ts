import type { EfficiencyConfig, Phase, PhaseKey } from '../../model/profile/profile.js';
import type { Instant } from '../../model/time.js';
import { elapsed } from '../elapsed.js';
import { eventsOfChange, type Moments, momentOf } from './moments.js';

/** The way of something through the enabled phases of a profile. */
export interface Passage {
  /** Milliseconds, never negative, of each phase whose start and end are known. */
  readonly phases: Readonly<Partial<Record<PhaseKey, number>>>;
  /** Their sum. */
  readonly milliseconds: number;
  /** True if the known events, in the order of the phases, do not follow each other in time. */
  readonly isOutOfOrder: boolean;
}

const enabledPhases = ({ leadTime }: EfficiencyConfig): Phase[] =>
  leadTime.phases.filter(({ enabled }) => enabled);

/**
 * Returns the unit of lead time under these rules:
 * - work items, if a phase begins or ends in issue management
 * - changes, if phases name releases and otherwise only events that a plain history shows; pull
 *   requests replace them where no history is known
 * - otherwise pull requests, and the changes of repositories without known merged pull requests
 */
export function unitOf(efficiency: EfficiencyConfig): 'WORK_ITEM' | 'PULL_REQUEST' | 'CHANGE' {
  const ends = enabledPhases(efficiency).flatMap(({ start, end }) => [start, end]);
  if (ends.some(({ source }) => source === 'ISSUE_MANAGEMENT')) return 'WORK_ITEM';
  const isPlain = ends.every(({ event }) => eventsOfChange.includes(event));
  return isPlain && ends.some(({ event }) => event === 'RELEASED') ? 'CHANGE' : 'PULL_REQUEST';
}

/** True if the last enabled phase ends with the release. */
export const endsInRelease = (efficiency: EfficiencyConfig): boolean =>
  enabledPhases(efficiency).at(-1)?.end.event === 'RELEASED';

/** True if the last enabled phase ends with a deployment or the release. */
export const endsInDeployment = (efficiency: EfficiencyConfig): boolean =>
  endsInRelease(efficiency) ||
  enabledPhases(efficiency).at(-1)?.end.source === 'CONTINUOUS_DEPLOYMENT';

function isDescending(steps: readonly Step[]): boolean {
  const known = steps
    .flatMap(({ startedAt, endedAt }) => [startedAt, endedAt])
    .filter((at) => at !== null);
  return known.some((at, index) => index > 0 && at < known[index - 1]!);
}

/** A phase as something went through it; unknown values are null. */
export interface Step extends Phase {
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
  /** Never negative. */
  readonly milliseconds: number | null;
}

/** Returns the enabled phases in their order. */
export const stepsOf = (moments: Moments, efficiency: EfficiencyConfig): Step[] =>
  enabledPhases(efficiency).map((phase) => {
    const startedAt = momentOf(moments, phase.start);
    const endedAt = momentOf(moments, phase.end);
    const milliseconds =
      startedAt === null || endedAt === null
        ? null
        : Math.max(0, elapsed(efficiency.calendar, startedAt, endedAt));
    return { ...phase, startedAt, endedAt, milliseconds };
  });

/** Returns the way through the phases; null if none has both its start and its end. */
export function passageOf(moments: Moments, efficiency: EfficiencyConfig): Passage | null {
  const steps = stepsOf(moments, efficiency);
  const phases: Partial<Record<PhaseKey, number>> = {};
  let whole = 0;
  for (const { key, milliseconds } of steps) {
    if (milliseconds === null) continue;
    phases[key] = (phases[key] ?? 0) + milliseconds;
    whole += milliseconds;
  }
  if (Object.keys(phases).length === 0) return null;
  return { phases, milliseconds: whole, isOutOfOrder: isDescending(steps) };
}
