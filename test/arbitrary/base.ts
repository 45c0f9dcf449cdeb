import fc from 'fast-check';
import type { Instant, Window } from '../../src/model/time.js';

/** Instants that crowd around the edges: months, days, and both changes of the clock in Europe, America and Australia. */
const edges = [
  '2024-03-01T00:00:00Z',
  '2024-03-09T23:30:00Z',
  '2024-03-10T07:00:00Z',
  '2024-03-31T00:59:59.999Z',
  '2024-03-31T01:00:00Z',
  '2024-04-01T00:00:00Z',
  '2024-04-06T16:00:00Z',
  '2024-10-05T16:00:00Z',
  '2024-10-27T00:30:00Z',
  '2024-10-27T01:00:00Z',
  '2024-11-03T06:00:00Z',
  '2024-12-31T23:59:59.999Z',
].map((text) => Date.parse(text));

export const span: Window = {
  from: Date.parse('2024-02-15T00:00:00Z'),
  to: Date.parse('2025-01-20T00:00:00Z'),
};

export const anyInstant: fc.Arbitrary<Instant> = fc.oneof(
  fc.integer({ min: span.from, max: span.to - 1 }),
  fc
    .tuple(fc.constantFrom(...edges), fc.integer({ min: -2, max: 2 }))
    .map(([edge, by]) => edge + by),
);

/** What carried something to production; the tags that it gives agree with those of `anyRun`. */
export const anyCarrier = fc.record({
  service: fc.option(fc.integer({ min: 72_001, max: 72_002 })),
  pipeline: fc.integer({ min: 71_001, max: 71_002 }),
});

/** What anchors of every kind have, save their number and own instant. */
export const ofAnchor = {
  repository: fc.integer({ min: 1, max: 3 }),
  developer: fc.option(fc.integer({ min: 1, max: 6 })),
  byBot: fc.boolean(),
};
