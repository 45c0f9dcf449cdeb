import { type Instant, type TimeBucket, unitsIn, type Window } from '../model/time.js';
import { rosterAt, rosterInstant } from './developers.js';
import type { Question } from './question.js';
import type { Selection } from './selection/select.js';
import { distinctCounter } from './stats/distinct.js';
import { numbering } from './stats/numbering.js';
import type { Frame } from './summary/summary.js';

/** Developers to divide by in a span whose rows are `from..to`. */
type DevelopersIn = (span: Window, from: number, to: number) => number | null;

export interface Frames {
  readonly bucket: (bucket: TimeBucket, from: number, to: number) => Frame;
  readonly window: (from: number, to: number) => Frame;
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

function byRoster(question: Question, membersOn: MembersAt, key: number | null): DevelopersIn {
  return (span) => {
    const members = membersOn(rosterInstant(question, span));
    if (key === null) return members.size;
    return members.has(key) ? 1 : 0;
  };
}

function byContribution(developers: Float64Array): DevelopersIn {
  const { index, keys } = numbering(developers);
  const distinct = distinctCounter(index, keys.length);
  return (_span, from, to) => distinct(from, to);
}

function developersIn(
  question: Question,
  developers: () => Float64Array,
): (developer: number | null) => DevelopersIn {
  if (!question.metric.summary.perDeveloper) return () => () => null;
  if (question.denominator === 'CONTRIBUTING') {
    const contributing = byContribution(developers());
    return () => contributing;
  }
  const membersOn = rememberedMembers(question);
  return (developer) => byRoster(question, membersOn, developer);
}

/** The frames of everybody's rows, or of those of one developer. */
export function framesOf(
  selection: Selection,
  developers: () => Float64Array,
): (developer: number | null) => Frames {
  const { window, granularity, zone } = selection.question;
  const windowUnits =
    granularity === 'SPRINT' ? selection.buckets.length : unitsIn(window, granularity, zone);
  const bucketUnits = new Map(
    selection.buckets.map((bucket) => [
      bucket.from,
      bucket.partial ? unitsIn(bucket, granularity, zone) : 1,
    ]),
  );
  const among = developersIn(selection.question, developers);
  return (developer) => {
    const developersOf = among(developer);
    return {
      bucket: (bucket, from, to) => ({
        span: 'BUCKET',
        developers: developersOf(bucket, from, to),
        units: bucketUnits.get(bucket.from)!,
      }),
      window: (from, to) => ({
        span: 'WINDOW',
        developers: developersOf(window, from, to),
        units: windowUnits,
      }),
    };
  };
}
