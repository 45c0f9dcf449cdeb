import type { WorkingCalendar } from '../model/profile/working-calendar.js';
import type { Instant } from '../model/time.js';
import { workingMilliseconds } from './working-hours.js';

/**
 * Returns the milliseconds from one instant to the other: those of the calendar's working hours, or all if `calendar` is null.
 * The result is negative if `to` lies before `from`.
 * @example
 * ```ts
 * import { elapsed } from 'engineering-insights/engine';
 *
 * const days = [1, 2, 3, 4, 5];
 * const calendar = { zone: 'UTC', days, from: '09:00', to: '17:00', holidays: [] };
 * const [friday, monday] = [Date.parse('2026-03-06T16:00Z'), Date.parse('2026-03-09T10:00Z')];
 * console.log(elapsed(calendar, friday, monday) / 3_600_000, elapsed(null, friday, monday) / 3_600_000); // 2 66
 * ```
 */
export const elapsed = (calendar: WorkingCalendar | null, from: Instant, to: Instant): number =>
  calendar === null ? to - from : workingMilliseconds(calendar, from, to);
