import {
  DAY_MILLISECONDS,
  type Instant,
  type LocalDate,
  startOfLocalDate,
  type TimeZone,
} from '../../model/time.js';

/** Days since 1970-01-01, which was a Thursday. */
export type Day = number;

export const weekdayOf = (day: Day): number => (day + 3) % 7;
export const dateOf = (day: Day): LocalDate =>
  new Date(day * DAY_MILLISECONDS).toISOString().slice(0, 10);

export function calendarOf(now: Instant, weeks: number) {
  const today = Math.floor(now / DAY_MILLISECONDS);
  const endDay = today - weekdayOf(today);
  return {
    firstDay: endDay - 7 * weeks,
    /** The Monday of the running week: nothing happens on it or later. */
    endDay,
    end: endDay * DAY_MILLISECONDS,
  };
}
/** Whole ISO weeks up to the one that runs now. */
export type Calendar = ReturnType<typeof calendarOf>;

/** Where people work: their clock, and the days, as `MM-dd`, on which they do not. */
export interface Site {
  readonly name: string;
  readonly zone: TimeZone;
  readonly holidays: readonly string[];
}
const christmas = ['12-24', '12-25', '12-26', '12-31', '01-01'];
export const sites = {
  berlin: { name: 'Berlin', zone: 'Europe/Berlin', holidays: [...christmas, '05-01', '10-03'] },
  london: { name: 'London', zone: 'Europe/London', holidays: [...christmas, '05-04', '08-31'] },
  newYork: {
    name: 'New York',
    zone: 'America/New_York',
    holidays: [...christmas, '07-04', '11-26', '11-27'],
  },
  bengaluru: {
    name: 'Bengaluru',
    zone: 'Asia/Kolkata',
    holidays: ['01-01', '01-26', '08-15', '10-02', '12-25'],
  },
  saoPaulo: {
    name: 'São Paulo',
    zone: 'America/Sao_Paulo',
    holidays: [...christmas, '04-21', '05-01', '09-07', '11-15'],
  },
} as const satisfies Record<string, Site>;
export type SiteName = keyof typeof sites;

const midnights = new Map<string, Instant>();

/** Local midnight of a day; asked thousands of times, so it is remembered. */
export function midnightAt(day: Day, { zone }: Site): Instant {
  const key = `${zone} ${day}`;
  const known = midnights.get(key);
  if (known !== undefined) return known;
  const found = startOfLocalDate(dateOf(day), zone);
  midnights.set(key, found);
  return found;
}

/** The zone's distance from UTC on a day, as git writes it: `+0530`. */
export function offsetAt(day: Day, site: Site): string {
  const minutes = Math.round((day * DAY_MILLISECONDS - midnightAt(day, site)) / 60_000);
  const distance = Math.abs(minutes);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(distance / 60))}${two(distance % 60)}`;
}

/** How likely somebody works on a day: hardly at weekends, on holidays and between the years, less in August. */
export function presenceOn(day: Day, site: Site): number {
  const date = dateOf(day).slice(5);
  if (weekdayOf(day) >= 5) return 0.03;
  if (site.holidays.includes(date)) return 0.02;
  if (date >= '12-22' || date <= '01-03') return 0.25;
  return date.startsWith('08-') ? 0.7 : 0.93;
}
