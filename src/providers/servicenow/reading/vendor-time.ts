import type { Instant } from '../../../model/time.js';

/** Returns an instant as ServiceNow's database writes it: in UTC, to the second. */
export const vendorTime = (at: Instant): string =>
  new Date(at).toISOString().slice(0, 19).replace('T', ' ');

/** A transaction is dated by its beginning, and seen at its end. */
const OVERLAP_MILLISECONDS = 5 * 60_000;

/** Returns so much before a time that whatever was not seen then is later. */
export const before = (time: string): string =>
  vendorTime(Date.parse(`${time.replace(' ', 'T')}Z`) - OVERLAP_MILLISECONDS);
