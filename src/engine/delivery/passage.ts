import type { EfficiencyConfig, Phase, PhaseKey } from '../../model/profile.js';
import type { Instant } from '../../model/time.js';
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
 * releases and of nothing that a plain history does not tell, and pull requests in the place of changes where no history is known; else
 * pull requests, and the changes of repositories of which no merged pull request is told.
 */
export function unitOf(efficiency: EfficiencyConfig): 'WORK_ITEM' | 'PULL_REQUEST' | 'CHANGE' {
  const ends = enabledPhases(efficiency).flatMap(({ start, end }) => [start, end]);
  if (ends.some(({ source }) => source === 'ISSUE_MANAGEMENT')) return 'WORK_ITEM';
  const isPlain = ends.every(({ event }) => eventsOfChange.includes(event));
  return isPlain && ends.some(({ event }) => event === 'RELEASED') ? 'CHANGE' : 'PULL_REQUEST';
}

/** True where the last enabled phase ends with the release. */
export const endsInRelease = (efficiency: EfficiencyConfig): boolean =>
  enabledPhases(efficiency).at(-1)?.end.event === 'RELEASED';

/** True where the last enabled phase ends with a deployment, or the release. */
export const endsInDeployment = (efficiency: EfficiencyConfig): boolean =>
  endsInRelease(efficiency) ||
  enabledPhases(efficiency).at(-1)?.end.source === 'CONTINUOUS_DEPLOYMENT';

function isDescending(steps: readonly Step[]): boolean {
  const known = steps
    .flatMap(({ startedAt, endedAt }) => [startedAt, endedAt])
    .filter((at) => at !== null);
  return known.some((at, index) => index > 0 && at < known[index - 1]!);
}

/** A phase as something went through it; nulls where nobody knows. */
export interface Step extends Phase {
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
  /** Never negative. */
  readonly milliseconds: number | null;
}

/** The enabled phases in their order. */
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

/** The way through the phases; null where none has both its start and its end. */
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
