import { EARLIEST_INSTANT } from '../../../model/limits.js';
import type { Instant } from '../../../model/time.js';

/** Jira writes offsets without a colon, which no standard parser has to take. */
const withOffset = /^(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:?\d\d)$/;

/** Returns the instant of `2021-05-10T03:32:18.781+0000` or an ISO 8601 text with an offset; null of anything else. */
export function instantOf(text: string): Instant | null {
  const [, time, offset = ''] = withOffset.exec(text.trim()) ?? [];
  if (time === undefined) return null;
  const at = Date.parse(time + offset.replace(/^([+-]\d\d)(\d\d)$/, '$1:$2'));
  return Number.isNaN(at) || at < EARLIEST_INSTANT ? null : at;
}
