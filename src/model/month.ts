import type { Instant, Window } from './time.js';

/** A UTC month as the number of months since 1970-01: the unit in which cells are kept. */
export type Month = number;

export function monthOf(at: Instant): Month {
  const date = new Date(at);
  return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
}

export const monthWindow = (month: Month): Window => ({
  from: Date.UTC(1970, month, 1),
  to: Date.UTC(1970, month + 1, 1),
});
