import type { Instant } from '../../../model/time.js';
import {
  type ChangeItem,
  changeItemOf,
  type FieldName,
  type Legend,
  type WireHistory,
} from '../wire.js';

/** One change of one field, in the order of time. */
export interface Change {
  readonly at: Instant;
  readonly item: ChangeItem;
}
const inOrder = (left: WireHistory, right: WireHistory): number =>
  left.created - right.created || Number(left.id ?? 0) - Number(right.id ?? 0);

/** Returns the history of an issue in order, in whatever order it came. */
export function historyOf(given: readonly WireHistory[]) {
  const entries = given.toSorted(inOrder);
  const changes = entries.flatMap(({ created: at, items }) =>
    (items ?? []).flatMap((one) => {
      const item = changeItemOf(one);
      return item ? [{ at, item }] : [];
    }),
  );
  return { changes, entries };
}
export type History = ReturnType<typeof historyOf>;

const equals = (left: string, right: string): boolean => left.toLowerCase() === right.toLowerCase();

/** Returns true if a change is of one of the fields: by its id where it names one, else by its name. */
const isOf = ({ field, fieldId }: ChangeItem, fields: readonly FieldName[]): boolean =>
  fieldId === null
    ? fields.some(({ name, id }) => equals(name, field) || id === field)
    : fields.some(({ id }) => id === fieldId);

const system = (id: string, ...names: readonly string[]): readonly FieldName[] =>
  [id, ...names].map((name) => ({ id, name }));

const statusField = system('status');
const assigneeField = system('assignee');
const keyField = [...system('issuekey', 'Key'), ...system('key', 'Key')];
/** Cloud names a parent of any level so, whatever the field was called. */
const parentFields = [
  ...system('parent', 'Parent'),
  ...system('IssueParentAssociation', 'IssueParentAssociation'),
];

export type Kind = 'STATUS' | 'ASSIGNEE' | 'KEY' | 'SPRINT' | 'PARENT';

/** Returns the fields whose changes are of a kind. The names are constants and those that the site itself uses. */
export function fieldsOf(kind: Kind, legend: Legend): readonly FieldName[] {
  if (kind === 'STATUS') return statusField;
  if (kind === 'ASSIGNEE') return assigneeField;
  if (kind === 'KEY') return keyField;
  if (kind === 'SPRINT') return [...legend.sprints, { id: 'Sprint', name: 'Sprint' }];
  const epic = { id: 'Epic Link', name: 'Epic Link' };
  return [...parentFields, ...legend.epics, epic, ...legend.parents];
}

export const changesOf = (changes: readonly Change[], fields: readonly FieldName[]): Change[] =>
  changes.filter(({ item }) => isOf(item, fields));
