import type { Instant } from '../../../model/time.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Search lags behind what is written, and bounds have minutes alone. */
export const OVERLAP_MILLISECONDS = 5 * MINUTE;

/** Returns what the clocks of a zone show, as JQL writes it: to the minute. */
function clockOf(at: Instant, zone: string): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  const parts = Object.fromEntries(
    format.formatToParts(at).map(({ type, value }) => [type, value]),
  );
  return `${parts.year}/${parts.month}/${parts.day} ${parts.hour}:${parts.minute}`;
}

/** The zones of the earth lie so far from UTC at the most. */
const WIDEST_MILLISECONDS = 14 * HOUR;

/**
 * Returns the instant as JQL takes it: in the zone of the token's user. Where the clocks show it twice, an hour is given away on the
 * safe side, and where the zone is not known, the widest offset.
 */
function jqlInstant(at: Instant, zone: string | null, side: 'BEFORE' | 'AFTER'): string {
  const sign = side === 'BEFORE' ? -1 : 1;
  const rounded = side === 'BEFORE' ? at : at + MINUTE;
  if (zone === null) return clockOf(rounded + sign * WIDEST_MILLISECONDS, 'UTC');
  const isTwice = clockOf(rounded, zone) === clockOf(rounded - sign * HOUR, zone);
  return clockOf(isTwice ? rounded + sign * HOUR : rounded, zone);
}

export interface IssueQuery {
  /** Ids of projects, which stay where keys change. */
  readonly projects: readonly string[];
  readonly from: Instant;
  /** Not later than this; null: no bound. */
  readonly below: Instant | null;
}

/** Returns the query of the issues that changed since `from`, the newest first. */
export function issueQuery({ projects, from, below }: IssueQuery, zone: string | null): string {
  const parts = [
    `project in (${projects.join(', ')})`,
    `updated >= "${jqlInstant(from, zone, 'BEFORE')}"`,
    ...(below === null ? [] : [`updated <= "${jqlInstant(below, zone, 'AFTER')}"`]),
  ];
  return `${parts.join(' AND ')} ORDER BY updated DESC, key DESC`;
}

/** Returns the query of one project's issues by what never changes. */
export const censusQuery = (project: string, from: Instant, zone: string | null): string =>
  `project = ${project} AND updated >= "${jqlInstant(from, zone, 'BEFORE')}" ORDER BY created ASC, key ASC`;
