import type { Instant } from '../../model/time.js';
import type { LimitNotice } from './limits.js';

/** In which unit a vendor says when its window begins again; the text is ISO 8601. */
export type ResetUnit = 'EPOCH_SECONDS' | 'SECONDS_FROM_NOW' | 'ISO_TEXT';

/** The names of a vendor's headers, lower case; null if it has none such. */
export interface LimitHeaders {
  readonly remaining: string | null;
  readonly reset: string | null;
  readonly resetUnit: ResetUnit;
}

const numberIn = (headers: Headers, name: string | null): number | null => {
  const text = name === null ? null : headers.get(name);
  if (text === null || !/^\d+(?:\.\d+)?$/.test(text.trim())) return null;
  return Number(text);
};

/** Returns the instant that a `Retry-After` header names, in seconds or as an HTTP date (RFC 9110, 10.2.3); null if there is none. */
export function retryAfterOf(headers: Headers, now: Instant): Instant | null {
  const text = headers.get('retry-after')?.trim();
  if (!text) return null;
  if (/^\d+(?:\.\d+)?$/.test(text)) return now + Math.ceil(Number(text) * 1000);
  const date = Date.parse(text);
  return Number.isNaN(date) ? null : Math.max(date, now);
}

/** Minutes suffice to it: `2026-11-08T15:00Z`. A text without a zone says nothing. */
function isoInstant(text: string | null): Instant | null {
  if (!/^\s*\d{4}-\d\d-\d\dT\d\d:\d\d.*(?:Z|[+-]\d\d:?\d\d)\s*$/i.test(text ?? '')) return null;
  const at = Date.parse(text!.trim());
  return Number.isNaN(at) ? null : at;
}

function resetOf(headers: Headers, { reset, resetUnit }: LimitHeaders, now: Instant) {
  if (resetUnit === 'ISO_TEXT') return reset === null ? null : isoInstant(headers.get(reset));
  const value = numberIn(headers, reset);
  if (value === null) return null;
  return resetUnit === 'EPOCH_SECONDS' ? value * 1000 : now + Math.ceil(value * 1000);
}

/**
 * Returns what the headers of an answer say about the limit. `isRefused` says that the answer itself was a refusal: then the token
 * rests until `Retry-After`, else the reset. An accepted answer lets the token rest where nothing remains, or where `Retry-After` says so.
 */
export function limitNotice(
  headers: Headers,
  names: LimitHeaders,
  isRefused: boolean,
  now: Instant,
): LimitNotice {
  const remaining = numberIn(headers, names.remaining);
  const resetsAt = resetOf(headers, names, now);
  const retryAfter = retryAfterOf(headers, now);
  const isSpent = remaining === 0;
  const notBefore = retryAfter ?? (isRefused || isSpent ? resetsAt : null);
  return { remaining, resetsAt, notBefore };
}
