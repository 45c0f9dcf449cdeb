import { Temporal } from 'temporal-polyfill';
import {
  DAY_MILLISECONDS,
  dayEdges,
  type Instant,
  localDateOf,
  startOfLocalDate,
  type TimeZone,
  type Window,
} from '../../src/model/time.js';

/** All that is generated lies in here. */
export const span: Window = {
  from: Date.parse('2024-02-15T00:00:00Z'),
  to: Date.parse('2025-01-20T00:00:00Z'),
};

/** They move their clocks twice in the span. They do so by an hour at night, at midnight (which one day then lacks), by half an hour, or from a quarter past. */
export const movingZones = [
  'Europe/Berlin',
  'America/New_York',
  'America/Santiago',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
] as const;
export const zones: readonly TimeZone[] = [...movingZones, 'Asia/Kolkata', 'UTC'];

/** When the clocks of a zone are moved within the span. */
export function changesOf(zone: TimeZone): Instant[] {
  const changes: Instant[] = [];
  let at = Temporal.Instant.fromEpochMilliseconds(span.from).toZonedDateTimeISO(zone);
  for (;;) {
    const next = at.getTimeZoneTransition('next');
    if (!next || next.epochMilliseconds >= span.to) return changes;
    changes.push(next.epochMilliseconds);
    at = next;
  }
}

const isMonday = (edge: Instant, zone: TimeZone) =>
  new Date(`${localDateOf(edge, zone)}T00:00Z`).getUTCDay() === 1;

/** The changes of the clock, the midnights around them, and the edges of months and of weeks. */
export function edgesOf(zone: TimeZone): Instant[] {
  const changes = changesOf(zone);
  const around = changes.flatMap((at) =>
    [-1, 0, 1].map((days) =>
      startOfLocalDate(localDateOf(at + days * DAY_MILLISECONDS, zone), zone),
    ),
  );
  const days = dayEdges(span, zone);
  const months = days.filter((edge) => localDateOf(edge, zone).endsWith('-01'));
  const weeks = days.filter((edge) => isMonday(edge, zone)).filter((_, index) => index % 4 === 0);
  const within = (edge: Instant) => edge >= span.from + 2 && edge < span.to - 2;
  return [...changes, ...around, ...months, ...weeks].filter(within);
}
