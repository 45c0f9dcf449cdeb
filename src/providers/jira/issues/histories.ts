import type {
  AssigneeChange,
  ParentChange,
  PointsChange,
  SprintMove,
  StatusCategory,
  StatusChange,
} from '../../../model/facts/work.js';
import type { Instant } from '../../../model/time.js';
import type { Legend, WireIssue } from '../wire.js';
import type { Change } from './changes.js';
import { namedPerson, type People, personOf } from './person.js';

type Fields = WireIssue['fields'];

const categories: Readonly<Record<string, StatusCategory>> = {
  new: 'TODO',
  undefined: 'TODO',
  indeterminate: 'IN_PROGRESS',
  done: 'DONE',
};
const categoryOf = (key: string | null | undefined): StatusCategory =>
  (key && Object.hasOwn(categories, key) ? categories[key] : undefined) ?? 'IN_PROGRESS';

/** Jira notes the change of category some milliseconds apart from the change of status. */
const SLACK_MILLISECONDS = 2_000;

interface Status {
  readonly id: string | null;
  readonly name: string | null;
}

/** A status that is no more has the category of its name now. */
function deletedCategory(name: string | null, { statuses }: Legend): StatusCategory {
  const namesake = Object.values(statuses).find(
    ([other]) => other.toLowerCase() === name?.toLowerCase(),
  );
  return categoryOf(namesake?.[1]);
}

/** Since the category last changed, every status of the issue has been of the category that it has now. */
function isSettled({ statuscategorychangedate: changed }: Fields, at: Instant): boolean {
  return changed !== null && at >= changed - SLACK_MILLISECONDS;
}

/** Returns what a status was: by its id, as the site calls it now. */
function statusAt(at: Instant, { id, name }: Status, fields: Fields, legend: Legend): StatusChange {
  const { status } = fields;
  const now = categoryOf(status.statusCategory?.key);
  if (id === status.id) return { at, status: status.name, category: now };
  const known = id !== null && Object.hasOwn(legend.statuses, id) ? legend.statuses[id] : undefined;
  if (known) return { at, status: known[0], category: categoryOf(known[1]) };
  const category = isSettled(fields, at) ? now : deletedCategory(name, legend);
  return { at, status: name ?? id ?? status.name, category };
}

/** Returns every status that the issue had, the first being what it was created as. */
export function statusHistoryOf(
  fields: Fields,
  changes: readonly Change[],
  legend: Legend,
): readonly StatusChange[] {
  const [first] = changes;
  const current = { id: fields.status.id, name: fields.status.name };
  const created = first ? { id: first.item.from, name: first.item.fromString } : current;
  const history = [
    statusAt(fields.created, created, fields, legend),
    ...changes.map(({ at, item: { to, toString: name } }) =>
      statusAt(Math.max(at, fields.created), { id: to, name }, fields, legend),
    ),
  ];
  // Some migrations leave no trace in the history; one that is newer than the issue is not contradicted by it.
  const last = changes.at(-1);
  const isUnreported =
    last !== undefined && last.item.to !== current.id && fields.updated >= last.at;
  const at = Math.max(fields.statuscategorychangedate ?? fields.updated, last?.at ?? 0);
  return isUnreported ? [...history, statusAt(at, current, fields, legend)] : history;
}

/** Returns when the issue became done for the last time: the first entry of the last streak; null if it is not done. */
export function completedAt(history: readonly StatusChange[]): Instant | null {
  const before = history.findLastIndex(({ category }) => category !== 'DONE');
  return history[before + 1]?.at ?? null;
}

/** Returns the value at the creation and after each change. */
const valuesOf = <Value>(
  created: Instant,
  changes: readonly Change[],
  current: Value,
  read: (value: string | null, text: string | null) => Value,
): { readonly at: Instant; readonly value: Value }[] => {
  const [first] = changes;
  const begun = first ? read(first.item.from, first.item.fromString) : current;
  return [
    { at: created, value: begun },
    ...changes.map(({ at, item: { to, toString: text } }) => ({
      at: Math.max(at, created),
      value: read(to, text),
    })),
  ];
};

export const assigneeHistoryOf = (
  { created, assignee }: Fields,
  changes: readonly Change[],
  people: People,
): readonly AssigneeChange[] =>
  valuesOf(created, changes, assignee ? personOf(assignee) : null, (id, name) =>
    id === null ? null : namedPerson(people, id, name),
  ).map(({ at, value: assigned }) => ({ at, assignee: assigned }));

/** Returns points as a number that the tables hold; null of anything else. */
export function pointsOf(value: unknown): number | null {
  const points = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof points === 'number' && points >= 0 && points <= 1_000_000 ? points : null;
}

export const pointsHistoryOf = (
  { created }: Fields,
  changes: readonly Change[],
  points: number | null,
): readonly PointsChange[] =>
  valuesOf(created, changes, points, (value, text) => pointsOf(text ?? value)).map(
    ({ at, value }) => ({ at, points: value }),
  );

const idsIn = (list: string | null): readonly string[] =>
  (list ?? '').split(',').flatMap((one) => one.trim() || []);

/** Returns the moves into and out of sprints. A change lists all ids before and after, so the difference of the sets counts. */
export function sprintHistoryOf(
  { created }: Fields,
  changes: readonly Change[],
  current: readonly string[],
): readonly SprintMove[] {
  const [first] = changes;
  const begun = first ? idsIn(first.item.from) : current;
  const moves = changes.flatMap(({ at: changed, item }) => {
    const [before, after] = [new Set(idsIn(item.from)), new Set(idsIn(item.to))];
    const at = Math.max(changed, created);
    return [
      ...[...before.difference(after)].map((sprint) => ({ at, sprint, added: false })),
      ...[...after.difference(before)].map((sprint) => ({ at, sprint, added: true })),
    ];
  });
  return [...begun.map((sprint) => ({ at: created, sprint, added: true })), ...moves];
}

/** Returns what lay above the issue. One move may be written as two changes of two fields: the one that names an item counts. */
export function parentHistoryOf(
  { created }: Fields,
  changes: readonly Change[],
  parent: string | null,
): readonly ParentChange[] {
  const ordered = changes.toSorted(
    (left, right) =>
      left.at - right.at || Number(left.item.to !== null) - Number(right.item.to !== null),
  );
  const [first] = ordered;
  const begun =
    changes.find(({ at, item }) => at === first?.at && item.from !== null)?.item.from ?? null;
  const values = valuesOf(created, ordered, parent, (id) => id);
  return values
    .map(({ at, value }, index) => ({ at, parent: index === 0 && first ? begun : value }))
    .filter(
      ({ at, parent: above }, index, all) =>
        all[index + 1]?.at !== at && (index === 0 || all[index - 1]?.parent !== above),
    );
}
