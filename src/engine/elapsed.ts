import type { Instant } from '../model/time.js';
import type { WorkingCalendar } from '../model/working-calendar.js';
import { workingMilliseconds } from './working-hours.js';

/**
 * Milliseconds from one instant to the other: those of the calendar's working hours, or all where there is none. Negative
 * where `to` lies before `from`.
 */
export const elapsed = (calendar: WorkingCalendar | null, from: Instant, to: Instant): number =>
  calendar === null ? to - from : workingMilliseconds(calendar, from, to);
