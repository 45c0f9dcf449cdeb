import { NOBODY, type ObservationColumns } from '../model/observation.js';
import { rosterAt, rosterInstant } from './developers.js';
import { measureEach, measureGroups } from './measure.js';
import type { Measured } from './measured.js';
import type { TagName } from './metric.js';
import type { Question, TeamColumns } from './question.js';
import { gather } from './selection/gather.js';
import { type Grouping, groupBy } from './selection/grouping.js';
import { type Query, questionIn, type Selection, select, selectionOf } from './selection/select.js';

/** The answer for one developer or tag value. */
export interface BreakdownByKey {
  /** Number of the developer or repository; null where nobody matches. */
  readonly key: number | null;
  /** The same answer as `measure`, for these rows alone. */
  readonly measured: Measured;
}
/** The answer for one child. */
export interface BreakdownByChild<Key> {
  /** The key that the caller gave the child. */
  readonly key: Key;
  /** The same answer as `measure`, for the child's teams. */
  readonly measured: Measured;
}

/** Adds keys without rows, so that developers who did nothing are shown too. */
function withKeys(grouping: Grouping, wanted: Iterable<number>, buckets: number): Grouping {
  const has = new Set(grouping.keys);
  const missing = [...wanted].filter((key) => !has.has(key));
  const end = grouping.offsets.at(-1)!;
  const offsets = new Int32Array(grouping.offsets.length + missing.length * buckets).fill(end);
  offsets.set(grouping.offsets);
  return { ...grouping, keys: [...grouping.keys, ...missing], offsets };
}

function group(
  selection: Selection,
  columnOf: (columns: ObservationColumns) => Float64Array,
  wanted: Iterable<number> = [],
): Grouping {
  const grouping = groupBy(gather(selection, columnOf), selection.offsets);
  return withKeys(grouping, wanted, selection.buckets.length);
}

function answers(
  selection: Selection,
  grouping: Grouping,
  developerOf: (key: number) => number | null,
): BreakdownByKey[] {
  const measured = measureGroups(selection, grouping, developerOf);
  return grouping.keys
    .map((key, index) => ({ key: key === NOBODY ? null : key, measured: measured[index]! }))
    .sort((left, right) => (left.key ?? NOBODY) - (right.key ?? NOBODY));
}

/**
 * Returns the answer developer by developer, in ascending order of number; the key is null for rows that nobody matches.
 * For a metric of the `DEVELOPERS` population the whole roster is listed, with no value for developers without rows.
 * Throws if the question names an undeclared tag.
 */
export function breakdownByDeveloper(asked: Query): BreakdownByKey[] {
  const selection = selectionOf(asked);
  const { question } = selection;
  const roster =
    question.metric.population === 'DEVELOPERS'
      ? rosterAt(question, rosterInstant(question, question.window))
      : [];
  const grouping = group(selection, ({ developer }) => developer, roster);
  return answers(selection, grouping, (key) => key);
}

/**
 * Returns the answer by the values of a tag, in ascending order of number; the key is null for rows without one.
 * By service, a deployment of several services counts in each. Throws if the metric does not declare the tag.
 */
export function breakdownByTag(asked: Query, tag: TagName): BreakdownByKey[] {
  const question = questionIn(asked);
  const { metric } = question;
  const index = metric.tags.indexOf(tag);
  if (index < 0) throw new Error(`${metric.id} has no tag "${tag}".`);
  const divides = tag === 'service' && metric.standsFor !== null;
  const selection = divides ? select({ ...question, everyService: true }) : selectionOf(asked);
  const grouping = group(selection, ({ tags }) => tags[index]!);
  return answers(selection, grouping, () => null);
}

/** Returns the answer to the same question for each child, which is a group of teams. A subject of two children counts in both. */
export function breakdownByChild<Key>(
  question: Question,
  children: readonly { readonly key: Key; readonly teams: readonly TeamColumns[] }[],
): BreakdownByChild<Key>[] {
  const measured = measureEach(
    question,
    children.map(({ teams }) => teams),
  );
  return children.map(({ key }, index) => ({ key, measured: measured[index]! }));
}
