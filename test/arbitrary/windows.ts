import fc from 'fast-check';
import {
  DAY_MILLISECONDS,
  type Instant,
  localDateOf,
  resolveRange,
  type TimeZone,
  type Window,
} from '../../src/model/time.js';
import { anyInstant } from './base.js';
import { changesOf, edgesOf, movingZones, span, zones } from './zones.js';

/** A window of local days in its zone. */
export interface When {
  readonly window: Window;
  readonly zone: TimeZone;
}

const whenOf = (from: Instant, to: Instant, zone: TimeZone): When => ({
  window: resolveRange(
    { dates: { from: localDateOf(from, zone), to: localDateOf(to, zone) } },
    0,
    zone,
  ),
  zone,
});
const anyZone = fc.constantFrom(...zones);
const anyDays = (maximum: number) =>
  fc.noBias(fc.integer({ min: 0, max: maximum })).map((days) => days * DAY_MILLISECONDS);

/** From any day on, up to 120 days long. */
const anywhere = fc
  .tuple(anyInstant, anyDays(119), anyZone)
  .map(([from, length, zone]) => whenOf(from, from + length, zone));

/** Over both changes of the clock. */
const overChanges = fc
  .tuple(fc.constantFrom(...movingZones), anyDays(12), anyDays(60))
  .map(([zone, before, after]) => {
    const changes = changesOf(zone);
    return whenOf(changes[0]! - before, changes.at(-1)! + after, zone);
  });

/** Nothing that is generated happened in it. */
const beforeAll = fc
  .tuple(anyDays(40), anyZone)
  .map(([length, zone]) =>
    whenOf(span.from - 2 * DAY_MILLISECONDS - length, span.from - 2 * DAY_MILLISECONDS, zone),
  );

/** The day on which one of these things happened, or a few days from it on. */
const from = (instants: readonly Instant[]) =>
  fc
    .tuple(fc.constantFrom(...instants), fc.constantFrom(0, 0, 0, 1, 6), anyZone)
    .map(([at, days, zone]) => whenOf(at, at + days * DAY_MILLISECONDS, zone));

const edges = zones.map((zone) => ({ zone, edges: new Set(edgesOf(zone)) }));

/** About an edge of buckets at which one of these things happened, or in the millisecond before which. */
function about(instants: readonly Instant[]): fc.Arbitrary<When> {
  const met = instants.flatMap((at) =>
    edges.flatMap(({ zone, edges: ofZone }) =>
      [at, at + 1].filter((edge) => ofZone.has(edge)).map((edge) => ({ edge, zone })),
    ),
  );
  if (met.length === 0) return anywhere;
  return fc
    .tuple(fc.constantFrom(...met), anyDays(10), anyDays(90))
    .map(([{ edge, zone }, before, after]) => whenOf(edge - before, edge + after, zone));
}

/**
 * Any window over rows at these instants. Some windows are empty, hold a single row, have rows at the edges of
 * buckets, or span both changes of the clock.
 */
export const anyWhen = (instants: readonly Instant[]): fc.Arbitrary<When> =>
  fc.oneof(
    { weight: 1, arbitrary: beforeAll },
    { weight: 3, arbitrary: anywhere },
    { weight: 3, arbitrary: instants.length > 0 ? from(instants) : anywhere },
    { weight: 5, arbitrary: about(instants) },
    { weight: 5, arbitrary: overChanges },
  );
