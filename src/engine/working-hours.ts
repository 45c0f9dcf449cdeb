import type { WorkingCalendar } from '../model/profile/working-calendar.js';
import { DAY_MILLISECONDS, type Instant, type LocalDate, localInstant } from '../model/time.js';

/** The shifts that begin in one year, in the order of time; none overlaps the next. */
interface Shifts {
  readonly starts: readonly Instant[];
  readonly ends: readonly Instant[];
  /** Working milliseconds before each shift, and at last of all. */
  readonly before: readonly number[];
}

const dateAt = (noon: number): LocalDate => new Date(noon).toISOString().slice(0, 10);
/** Monday is 1, as in a calendar. */
const weekdayAt = (noon: number): number => new Date(noon).getUTCDay() || 7;
/** The end of a day is the beginning of the next. */
const shown = (time: string): string => (time === '24:00' ? '00:00' : time);

function shiftsOf({ zone, days, from, to, holidays }: WorkingCalendar, year: number): Shifts {
  const free = new Set(holidays);
  const [begins, ends] = [shown(from), shown(to)];
  const shifts = { starts: [] as Instant[], ends: [] as Instant[], before: [0] };
  for (
    let noon = Date.UTC(year, 0, 1, 12);
    noon < Date.UTC(year + 1, 0, 1);
    noon += DAY_MILLISECONDS
  ) {
    if (!days.includes(weekdayAt(noon)) || free.has(dateAt(noon))) continue;
    const lastDay = ends <= begins ? noon + DAY_MILLISECONDS : noon;
    const start = localInstant(dateAt(noon), begins, zone);
    const end = localInstant(dateAt(lastDay), ends, zone);
    shifts.starts.push(start);
    shifts.ends.push(end);
    shifts.before.push(shifts.before.at(-1)! + end - start);
  }
  return shifts;
}

/** Returns how many of the ascending instants are not after `at`. */
function countUntil(instants: readonly Instant[], at: Instant): number {
  let low = 0;
  let high = instants.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (instants[middle]! <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

function workedUntil({ starts, ends, before }: Shifts, at: Instant): number {
  const last = countUntil(starts, at) - 1;
  if (last < 0) return 0;
  return before[last]! + Math.min(at, ends[last]!) - starts[last]!;
}

const shiftsKnown = new WeakMap<WorkingCalendar, Map<number, Shifts>>();

function shiftsOfYear(calendar: WorkingCalendar, year: number): Shifts {
  const known = shiftsKnown.get(calendar) ?? new Map<number, Shifts>();
  shiftsKnown.set(calendar, known);
  const shifts = known.get(year) ?? shiftsOf(calendar, year);
  known.set(year, shifts);
  return shifts;
}

/** More than a zone differs from UTC and a shift reaches into the next year together. */
const MARGIN = 3 * DAY_MILLISECONDS;

/**
 * Returns the milliseconds of working hours from one instant to the other, negative if `to` lies
 * before `from`. A shift that ends at or before the time it begins ends on the next day. It is
 * worked whole if its first day is one of `days` and no holiday.
 */
export function workingMilliseconds(calendar: WorkingCalendar, from: Instant, to: Instant): number {
  const last = new Date(Math.max(from, to) + MARGIN).getUTCFullYear();
  let worked = 0;
  for (let year = new Date(Math.min(from, to) - MARGIN).getUTCFullYear(); year <= last; year++) {
    const shifts = shiftsOfYear(calendar, year);
    worked += workedUntil(shifts, to) - workedUntil(shifts, from);
  }
  return worked;
}
