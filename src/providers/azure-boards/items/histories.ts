import type { Person } from '../../../model/facts/people.js';
import type {
  AssigneeChange,
  ParentChange,
  PointsChange,
  SprintMove,
  StatusCategory,
  StatusChange,
} from '../../../model/facts/work.js';
import type { Instant } from '../../../model/time.js';
import { identityIn, personOf } from '../../azure-api/person.js';
import { nameOf } from '../../names.js';
import { fieldNames, type Legend, type WireItem } from '../wire.js';
import { itemId, parentIn, sprintId } from './links.js';
import { type Held, type Step, valuesOf } from './steps.js';

type Fields = WireItem['fields'];

/** Categories of states, which processes cannot rename. Removed work is over; its state says that it was given up. */
const categories: Readonly<Record<string, StatusCategory>> = {
  proposed: 'TODO',
  inprogress: 'IN_PROGRESS',
  resolved: 'IN_PROGRESS',
  completed: 'DONE',
  removed: 'DONE',
};

/** A state that the type no longer has is what it is in another type, else in progress. */
function categoryOf(type: string, state: string, legend: Legend): StatusCategory {
  const { states, isResolvedDone } = legend;
  const named =
    states[type]?.[state] ??
    Object.values(states).find((all) => Object.hasOwn(all, state))?.[state];
  const category = named?.toLowerCase() ?? '';
  if (category === 'resolved' && isResolvedDone) return 'DONE';
  return categories[category] ?? 'IN_PROGRESS';
}

const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null;

/** Returns every state that the item had, by the category that its type of then gives it. */
export function statusHistoryOf(
  fields: Fields,
  steps: readonly Step[],
  legend: Legend,
): readonly StatusChange[] {
  const created = fields[fieldNames.created];
  const types = valuesOf(steps, fieldNames.type, created, fields[fieldNames.type]);
  const typeAt = (at: Instant): string =>
    textOf(types.findLast((one) => one.at <= at)?.value) ?? fields[fieldNames.type];
  return valuesOf(steps, fieldNames.state, created, fields[fieldNames.state]).map(
    ({ at, value }) => {
      const state = textOf(value) ?? fields[fieldNames.state];
      return { at, status: nameOf(state), category: categoryOf(typeAt(at), state, legend) };
    },
  );
}

/** Returns when the item became done for the last time: the first entry of the last streak; null if it is not done. */
export function resolvedAtOf(history: readonly StatusChange[]): Instant | null {
  const before = history.findLastIndex(({ category }) => category !== 'DONE');
  return history[before + 1]?.at ?? null;
}

/** Returns whom a field names; null for nobody. */
export function assigneeOf(value: unknown): Person | null {
  const identity = identityIn(value);
  return identity === null ? null : personOf(identity);
}

export const assigneeHistoryOf = (
  fields: Fields,
  steps: readonly Step[],
): readonly AssigneeChange[] =>
  valuesOf(steps, fieldNames.assignee, fields[fieldNames.created], fields[fieldNames.assignee]).map(
    ({ at, value }) => ({
      at,
      assignee: assigneeOf(value),
    }),
  );

/** Returns points as a number that the tables hold; null of anything else. */
export function pointsOf(value: unknown): number | null {
  const points = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof points === 'number' && points >= 0 && points <= 1_000_000 ? points : null;
}

export const pointsHistoryOf = (
  field: string,
  created: Instant,
  steps: readonly Step[],
  current: unknown,
): readonly PointsChange[] =>
  valuesOf(steps, field, created, current).map(({ at, value }) => ({
    at,
    points: pointsOf(value),
  }));

/** Returns the sprint that a number of an iteration means; null for none, such as the backlog. */
function sprintOf(value: unknown, { iterations, place }: Legend): string | null {
  if (typeof value !== 'number') return null;
  const identifier = iterations[value];
  if (identifier === null) return null;
  return sprintId(place, identifier ?? `iteration-${value}`);
}

/** Returns the moves into and out of sprints, by the number of the iteration, which its path does not change. */
export function sprintHistoryOf(
  created: Instant,
  steps: readonly Step[],
  legend: Legend,
): readonly SprintMove[] {
  const held = valuesOf(steps, fieldNames.iteration, created, null).map(({ at, value }) => ({
    at,
    sprint: sprintOf(value, legend),
  }));
  return held.flatMap(({ at, sprint }, index) => {
    const before = held[index - 1]?.sprint ?? null;
    if (before === sprint) return [];
    return [
      ...(before === null ? [] : [{ at, sprint: before, added: false }]),
      ...(sprint === null ? [] : [{ at, sprint, added: true }]),
    ];
  });
}

/** Returns what lies above the item after a step; undefined where the step says nothing of it. */
function parentAfter({ fields, added, removed }: Step): string | null | undefined {
  if (Object.hasOwn(fields, fieldNames.parent)) {
    const parent = fields[fieldNames.parent]?.newValue;
    return typeof parent === 'number' ? String(parent) : null;
  }
  const above = added.map(parentIn).findLast((one) => one !== null);
  if (above) return above;
  return removed.some((one) => parentIn(one) !== null) ? null : undefined;
}

/** Returns what lay above the item since its creation, each change once. */
export function parentHistoryOf(
  created: Instant,
  steps: readonly Step[],
  current: string | null,
  place: string,
): readonly ParentChange[] {
  const changes = steps.flatMap((step): Held<string | null>[] => {
    const value = parentAfter(step);
    return value === undefined ? [] : [{ at: step.rev === 1 ? created : step.at, value }];
  });
  const begun = { at: created, value: changes.length === 0 ? current : null };
  const idOf = (value: string | null) => (value === null ? null : itemId(place, value));
  return [begun, ...changes]
    .filter(({ at }, index, all) => all[index + 1]?.at !== at)
    .filter(({ value }, index, all) => index === 0 || all[index - 1]?.value !== value)
    .map(({ at, value }) => ({ at, parent: idOf(value) }));
}
