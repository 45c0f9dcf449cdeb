import type { UserError } from '../../model/errors.js';
import type { WorkingCalendar } from '../../model/profile/working-calendar.js';
import { isLocalDate, isTimeZone } from '../../model/time.js';
import { errorIf } from '../error-if.js';

const MOST_HOLIDAYS = 1000;
const START = /^([01]\d|2[0-3]):[0-5]\d$/;
const END = /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/;
const CALENDAR = ['config', 'calendar'];

const isWeek = (days: readonly number[]): boolean =>
  days.length > 0 &&
  new Set(days).size === days.length &&
  days.every((day) => Number.isInteger(day) && day >= 1 && day <= 7);

/** Returns why a working calendar cannot be effective; a profile without one has none. */
export function calendarErrors(calendar: WorkingCalendar | null): UserError[] {
  if (!calendar) return [];
  const { zone, days, from, to, holidays } = calendar;
  const unless = (isRight: boolean, part: string, message: string, code = 'INVALID_CALENDAR') =>
    errorIf(!isRight, code, [...CALENDAR, part], message);
  const isListed = holidays.length <= MOST_HOLIDAYS && holidays.every(isLocalDate);
  return [
    ...unless(isTimeZone(zone), 'zone', `"${zone}" is no IANA time zone.`, 'UNKNOWN_TIME_ZONE'),
    ...unless(
      isWeek(days),
      'days',
      'Give working days as numbers, each once: 1 is Monday, 7 is Sunday.',
    ),
    ...unless(START.test(from), 'from', 'Give a local time from "00:00" to "23:59".'),
    ...unless(END.test(to), 'to', 'Give a local time from "00:00" to "24:00".'),
    ...unless(
      isListed,
      'holidays',
      `Give at most ${MOST_HOLIDAYS} days of the calendar as yyyy-MM-dd.`,
    ),
  ];
}
