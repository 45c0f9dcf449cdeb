import fc from 'fast-check';
import type { Instant } from '../../src/model/time.js';
import { edgesOf, span, zones } from './zones.js';

const edges = zones.flatMap(edgesOf);

/** Half of them crowd around the edges of buckets and the changes of the clock in every zone. */
export const anyInstant: fc.Arbitrary<Instant> = fc.oneof(
  fc.integer({ min: span.from, max: span.to - 1 }),
  fc
    .tuple(fc.constantFrom(...edges), fc.integer({ min: -2, max: 2 }))
    .map(([edge, by]) => edge + by),
);

/** A carrier of something to production; its tags agree with those of `anyRun`. */
export const anyCarrier = fc.record({
  service: fc.option(fc.integer({ min: 72_001, max: 72_002 })),
  pipeline: fc.integer({ min: 71_001, max: 71_002 }),
});
/** True for one in four. */
export const rarely: fc.Arbitrary<boolean> = fc.nat(3).map((number) => number === 0);

/** Fields of metric inputs of every kind, save their number and own instant. */
export const ofInput = {
  repository: fc.integer({ min: 1, max: 3 }),
  developer: fc.option(fc.integer({ min: 1, max: 6 })),
  byBot: rarely,
};

const [SURROGATES, SURROGATE_COUNT] = [0xd800, 0x800];

/** Any character that is no half of a pair. The unit `binary` of fast-check does so too, and takes 2.4 s before its first one. */
export const anyCharacter = fc
  .integer({ min: 0, max: 0x10ffff - SURROGATE_COUNT })
  .map((code) => String.fromCodePoint(code < SURROGATES ? code : code + SURROGATE_COUNT));
