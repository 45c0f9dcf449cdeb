/** SQL for the UTC month of an instant, as months since 1970-01. */
export const month = (column: string): string =>
  `((extract(year from ${column} at time zone 'UTC') - 1970) * 12 + extract(month from ${column} at time zone 'UTC') - 1)::int`;
