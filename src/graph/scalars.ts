import { GraphQLError, GraphQLScalarType } from 'graphql';
import {
  GraphQLDateTime,
  GraphQLDuration,
  GraphQLLocalDate,
  GraphQLTimeZone,
  GraphQLURL,
} from 'graphql-scalars';
import { type Instant, isLocalDate, type LocalDate } from '../model/time.js';

const dateTimeConfig = GraphQLDateTime.toConfig();

/** Instants (epoch milliseconds) inside, RFC 3339 in UTC outside. */
export const DateTime = new GraphQLScalarType<Instant, string>({
  ...dateTimeConfig,
  name: 'DateTime',
  description: 'A timestamp as RFC 3339, answered in UTC: `2025-03-01T09:30:00.000Z`.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339#section-5.6',
  serialize: (value) => new Date(Number(value)).toISOString(),
  parseValue: (value) => Number(dateTimeConfig.parseValue?.(value)),
  parseLiteral: (node, variables) => Number(dateTimeConfig.parseLiteral?.(node, variables)),
});

function calendarDay(value: unknown): LocalDate {
  if (typeof value === 'string' && isLocalDate(value)) return value;
  throw new GraphQLError('It is no day of the calendar; write it as yyyy-MM-dd.');
}

/** A `LocalDate` inside and outside. */
export const LocalDateScalar = new GraphQLScalarType<LocalDate, string>({
  name: 'Date',
  description: 'A day of the calendar without a time zone: `2025-03-01`.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339#section-5.6',
  extensions: GraphQLLocalDate.extensions,
  serialize: calendarDay,
  parseValue: calendarDay,
});

export const TimeZoneScalar = new GraphQLScalarType({
  ...GraphQLTimeZone.toConfig(),
  name: 'TimeZone',
  description: 'A time zone by its IANA name: `Europe/Berlin`, `UTC`.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc6557',
});

export const UrlScalar = new GraphQLScalarType({
  ...GraphQLURL.toConfig(),
  name: 'URL',
  description: 'An absolute address that a browser can open.',
  specifiedByURL: 'https://url.spec.whatwg.org/',
});

export const DurationScalar = new GraphQLScalarType({
  ...GraphQLDuration.toConfig(),
  name: 'Duration',
  description: 'A length of time as ISO 8601, never longer units than hours: `PT26H30M`.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339#appendix-A',
});

const LONGEST_CURSOR = 500;

function cursorText(value: unknown): string {
  if (typeof value === 'string' && value.length > 0 && value.length <= LONGEST_CURSOR) return value;
  throw new GraphQLError('A cursor is taken from an earlier answer as it is.');
}

export const Cursor = new GraphQLScalarType<string, string>({
  name: 'Cursor',
  description: 'A place in a list, opaque: take it from an earlier answer as it is.',
  serialize: cursorText,
  parseValue: cursorText,
});
