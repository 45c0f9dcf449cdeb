import { type Instant, type TimeBucket, unitsIn, type Window } from '../model/time.js';
import { contributorsOf } from './contributors.js';
import { rosterAt, rosterInstant } from './developers.js';
import type { Question } from './question.js';
import type { Selection } from './selection/select.js';
import type { Frame } from './summary/summary.js';

/**
 * Returns the developers to divide by in the window or one of its buckets; null if the metric is
 * not per developer.
 */
type DevelopersIn = (span: Window) => number | null;

/** The question, and the buckets that divide its window. */
type Framed = Pick<Selection, 'question' | 'buckets' | 'edges'>;

export interface Frames {
  readonly bucket: (bucket: TimeBucket) => Frame;
  readonly window: () => Frame;
}

type MembersAt = (at: Instant) => ReadonlySet<number>;

function rememberedMembers(question: Question): MembersAt {
  const known = new Map<Instant, ReadonlySet<number>>();
  return (at) => {
    const members = known.get(at) ?? rosterAt(question, at);
    known.set(at, members);
    return members;
  };
}

/**
 * Returns a function that finds the developers to divide by in the window or one of its buckets.
 */
function divisorsIn(selection: Framed): (span: Window) => ReadonlySet<number> {
  const { question } = selection;
  if (question.denominator === 'CONTRIBUTING') {
    const contributors = contributorsOf(selection);
    return (span) => contributors.get(span)!;
  }
  const membersOn = rememberedMembers(question);
  return (span) => membersOn(rosterInstant(question, span));
}

function developersIn(selection: Framed): (developer: number | null) => DevelopersIn {
  if (!selection.question.metric.summary.perDeveloper) return () => () => null;
  const divisors = divisorsIn(selection);
  return (developer) => (span) =>
    developer === null ? divisors(span).size : Number(divisors(span).has(developer));
}

/** Returns the frames of everybody's rows, or of those of one developer. */
export function framesOf(selection: Framed): (developer: number | null) => Frames {
  const { window, granularity, zone } = selection.question;
  const windowUnits =
    granularity === 'SPRINT' ? selection.buckets.length : unitsIn(window, granularity, zone);
  const bucketUnits = new Map(
    selection.buckets.map((bucket) => [
      bucket.from,
      bucket.partial ? unitsIn(bucket, granularity, zone) : 1,
    ]),
  );
  const among = developersIn(selection);
  return (developer) => {
    const developersOf = among(developer);
    return {
      bucket: (bucket) => ({
        span: 'BUCKET',
        developers: developersOf(bucket),
        units: bucketUnits.get(bucket.from)!,
      }),
      window: () => ({
        span: 'WINDOW',
        developers: developersOf(window),
        units: windowUnits,
      }),
    };
  };
}
