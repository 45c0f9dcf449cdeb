import { Temporal } from 'temporal-polyfill';
import { remembered } from './remembered.js';

/** A moment, in whole milliseconds since 1970-01-01T00:00Z. */
export type Instant = number;
/** Returns the present. */
export type Clock = () => Instant;
/** A calendar day as `yyyy-MM-dd`. */
export type LocalDate = string;
/** An IANA time zone name, such as `Europe/Berlin`. */
export type TimeZone = string;
/** Half-open: `from` belongs to it, `to` does not. */
export interface Window {
  /** First instant of the window. */
  readonly from: Instant;
  /** First instant after the window. */
  readonly to: Instant;
}
/** The unit of the buckets of a series. */
export type Granularity = 'DAY' | 'WEEK' | 'MONTH' | 'QUARTER' | 'SPRINT';
/** A unit in which a range may be given. */
export type RangeUnit = 'DAY' | 'WEEK' | 'MONTH' | 'QUARTER';
/** A named range. */
export type RangePreset = 'LAST_4_WEEKS' | 'LAST_MONTH' | 'LAST_QUARTER';
/** The time of a question; exactly one of the keys is set. */
export interface Range {
  /** First and last local day; both belong to the range. */
  readonly dates?: { readonly from: LocalDate; readonly to: LocalDate };
  /** The last units, the current one included. */
  readonly last?: {
    /** How many units, at least 1. */
    readonly count: number;
    /** The unit. */
    readonly unit: RangeUnit;
  };
  /** A named range. */
  readonly preset?: RangePreset;
}
/** One interval of a series; `partial` where the window cuts it. */
export interface TimeBucket extends Window {
  /** True if the window cuts the bucket. */
  readonly partial: boolean;
}

export const DAY_MILLISECONDS = 86_400_000;

/** Every answer of a page is about the same window and its buckets. */
const MOST_REMEMBERED = 500;
const spanKey = ({ from, to }: Window, ...more: readonly string[]) =>
  `${from} ${to} ${more.join(' ')}`;

const zoned = (at: Instant, zone: TimeZone) =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);

const midnight = (date: Temporal.PlainDate, zone: TimeZone): Instant =>
  date.toZonedDateTime({ timeZone: zone }).epochMilliseconds;

export function isTimeZone(name: string): boolean {
  try {
    zoned(0, name);
    return true;
  } catch {
    return false;
  }
}

/** True for a real day of the calendar written as `yyyy-MM-dd`. */
export function isLocalDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text;
  } catch {
    return false;
  }
}

export const localDateOf = (at: Instant, zone: TimeZone): LocalDate =>
  zoned(at, zone).toPlainDate().toString();

/**
 * Returns when the zone's clocks show `time`, such as `09:00`, on that day. If there are two such
 * instants, it is the earlier one. If the clocks jump over the time, it is the end of the gap.
 */
export function localInstant(date: LocalDate, time: string, zone: TimeZone): Instant {
  const wanted = Temporal.PlainDateTime.from(`${date}T${time}`);
  const shown = wanted.toZonedDateTime(zone);
  const isThere = shown.toPlainDateTime().equals(wanted);
  if (isThere) return shown.epochMilliseconds;
  return shown.add({ nanoseconds: 1 }).getTimeZoneTransition('previous')!.epochMilliseconds;
}

export const startOfLocalDate = (date: LocalDate, zone: TimeZone): Instant =>
  midnight(Temporal.PlainDate.from(date), zone);

function startOfUnit(date: Temporal.PlainDate, unit: RangeUnit): Temporal.PlainDate {
  if (unit === 'DAY') return date;
  if (unit === 'WEEK') return date.subtract({ days: date.dayOfWeek - 1 });
  if (unit === 'MONTH') return date.with({ day: 1 });
  return date.with({ day: 1, month: date.month - ((date.month - 1) % 3) });
}

function addUnits(date: Temporal.PlainDate, count: number, unit: RangeUnit): Temporal.PlainDate {
  if (unit === 'DAY') return date.add({ days: count });
  if (unit === 'WEEK') return date.add({ weeks: count });
  return date.add({ months: unit === 'MONTH' ? count : 3 * count });
}

function wholeUnitsBefore(
  today: Temporal.PlainDate,
  unit: RangeUnit,
): [Temporal.PlainDate, Temporal.PlainDate] {
  const end = startOfUnit(today, unit);
  return [addUnits(end, -1, unit), end];
}

function lastUnits(
  today: Temporal.PlainDate,
  count: number,
  unit: RangeUnit,
): [Temporal.PlainDate, Temporal.PlainDate] {
  const running = startOfUnit(today, unit);
  return [addUnits(running, 1 - count, unit), today.add({ days: 1 })];
}

function rangeDates(
  range: Range,
  today: Temporal.PlainDate,
): [Temporal.PlainDate, Temporal.PlainDate] {
  if (range.dates)
    return [
      Temporal.PlainDate.from(range.dates.from),
      Temporal.PlainDate.from(range.dates.to).add({ days: 1 }),
    ];
  if (range.last) return lastUnits(today, range.last.count, range.last.unit);
  if (range.preset === 'LAST_MONTH') return wholeUnitsBefore(today, 'MONTH');
  if (range.preset === 'LAST_QUARTER') return wholeUnitsBefore(today, 'QUARTER');
  return lastUnits(today, 4, 'WEEK');
}

/** The half-open instants of a range as seen at `now` in `zone`; both dates of `dates` belong to it. */
export function resolveRange(range: Range, now: Instant, zone: TimeZone): Window {
  const [from, to] = rangeDates(range, zoned(now, zone).toPlainDate());
  return { from: midnight(from, zone), to: midnight(to, zone) };
}

/** Returns the window of the same length in local days that ends where this one begins. */
export function windowBefore(window: Window, zone: TimeZone): Window {
  const from = zoned(window.from, zone).toPlainDate();
  const days = localDays(window, zone);
  return { from: midnight(from.subtract({ days }), zone), to: window.from };
}

/** Returns the number of local days in a window whose edges are local midnights. */
export const localDays = remembered(MOST_REMEMBERED, spanKey, ({ from, to }, zone): number => {
  const [first, end] = [zoned(from, zone).toPlainDate(), zoned(to, zone).toPlainDate()];
  return first.until(end, { largestUnit: 'days' }).days;
});

function findDayEdges(window: Window, zone: TimeZone): Instant[] {
  const edges: Instant[] = [];
  let date = zoned(window.from, zone).toPlainDate();
  for (let edge = midnight(date, zone); ; edge = midnight(date, zone)) {
    edges.push(edge);
    if (edge >= window.to) return edges;
    date = date.add({ days: 1 });
  }
}

/**
 * Returns the instants at which local days begin, from the day of `from` to the first midnight at
 * or after `to`.
 */
export const dayEdges: (window: Window, zone: TimeZone) => readonly Instant[] = remembered(
  MOST_REMEMBERED,
  spanKey,
  findDayEdges,
);

function findBucketsOf(window: Window, granularity: Granularity, zone: TimeZone): TimeBucket[] {
  const unit: RangeUnit = granularity === 'SPRINT' ? 'WEEK' : granularity;
  const buckets: TimeBucket[] = [];
  let start = startOfUnit(zoned(window.from, zone).toPlainDate(), unit);
  while (midnight(start, zone) < window.to) {
    const next = addUnits(start, 1, unit);
    const whole = { from: midnight(start, zone), to: midnight(next, zone) };
    const from = Math.max(whole.from, window.from);
    const to = Math.min(whole.to, window.to);
    if (from < to) buckets.push({ from, to, partial: from !== whole.from || to !== whole.to });
    start = next;
  }
  return buckets;
}

/**
 * Returns every bucket of a window, ISO weeks beginning on Monday; the edges are cut to the window
 * and say so.
 */
export const bucketsOf: (
  window: Window,
  granularity: Granularity,
  zone: TimeZone,
) => readonly TimeBucket[] = remembered(MOST_REMEMBERED, spanKey, findBucketsOf);

/**
 * Returns a bucket for each distinct end within a window, from after the end before: each holds
 * what ends when it does.
 */
export function bucketsByEnd(window: Window, ends: Iterable<Instant>): TimeBucket[] {
  const within = [...new Set(ends)].filter((end) => end >= window.from && end < window.to);
  let from = window.from;
  return within
    .sort((left, right) => left - right)
    .map((end) => {
      const bucket = { from, to: end + 1, partial: false };
      from = bucket.to;
      return bucket;
    });
}

function findUnitsIn(window: Window, granularity: Granularity, zone: TimeZone): number {
  if (granularity === 'DAY') return localDays(window, zone);
  if (granularity === 'WEEK' || granularity === 'SPRINT') return localDays(window, zone) / 7;
  let units = 0;
  for (const bucket of bucketsOf(window, granularity, zone)) {
    const start = startOfUnit(zoned(bucket.from, zone).toPlainDate(), granularity);
    const whole = {
      from: midnight(start, zone),
      to: midnight(addUnits(start, 1, granularity), zone),
    };
    units += localDays(bucket, zone) / localDays(whole, zone);
  }
  return units;
}

/**
 * Returns how many units a window holds: local days / 7 for weeks, the calendar share for months
 * and quarters.
 */
export const unitsIn: (window: Window, granularity: Granularity, zone: TimeZone) => number =
  remembered(MOST_REMEMBERED, spanKey, findUnitsIn);

/** Returns the first midnight in `zone` after `at`: when a relative range moves. */
export const nextMidnight = (at: Instant, zone: TimeZone): Instant =>
  midnight(zoned(at, zone).toPlainDate().add({ days: 1 }), zone);

/** Returns a duration in whole milliseconds as ISO 8601 `PT..H..M..S`. */
export const isoDuration = (milliseconds: number): string =>
  Temporal.Duration.from({ milliseconds: Math.round(milliseconds) })
    .round({ largestUnit: 'hours' })
    .toString();
