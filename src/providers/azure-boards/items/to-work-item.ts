import type { WorkItemFact } from '../../../model/facts/work.js';
import { cutToBytes, storableText, TEXT_BYTES } from '../../../model/limits.js';
import { identityIn } from '../../azure-api/person.js';
import { nameOf } from '../../names.js';
import { fieldNames, type Legend, type WireItem, type WireUpdate } from '../wire.js';
import {
  assigneeHistoryOf,
  assigneeOf,
  parentHistoryOf,
  pointsHistoryOf,
  pointsOf,
  resolvedAtOf,
  sprintHistoryOf,
  statusHistoryOf,
} from './histories.js';
import { itemId, linkedCommits, linkedPullRequests, parentIn } from './links.js';
import { type Step, stepsOf } from './steps.js';

/** All fields of the item as they came, those of the user's own process too. */
type Values = Readonly<Record<string, unknown>>;

/** Returns the key that people write into messages of commits, which is one's own in an organisation. */
export const keyOf = (number: string | number): string => `AB#${number}`;

const isFilled = (value: unknown): boolean => value !== null && value !== undefined;

/** Returns the field that estimates the item: the first filled, then the first that ever changed. */
const pointsField = (values: Values, steps: readonly Step[], { points }: Legend): string | null =>
  points.find((field) => isFilled(values[field])) ??
  points.find((field) => steps.some(({ fields }) => Object.hasOwn(fields, field))) ??
  null;

function textsOf(value: unknown): string[] {
  if (['string', 'number', 'boolean'].includes(typeof value)) return [String(value)];
  const name = value === null ? null : identityIn(value)?.displayName;
  return name ? [name] : [];
}

const customFieldsOf = (values: Values, { custom }: Legend): WorkItemFact['customFields'] =>
  Object.fromEntries(
    Object.entries(custom).flatMap(([field, name]) => {
      const texts = textsOf(values[field]).flatMap((text) => nameOf(text) || []);
      return texts.length > 0 ? [[name, texts]] : [];
    }),
  );

/** Tags come as one text: `client; sample`. */
const tagsOf = (tags: string | null | undefined): string[] =>
  (tags ?? '').split(';').flatMap((tag) => nameOf(tag) || []);

type Plain = Pick<
  WorkItemFact,
  'key' | 'project' | 'type' | 'title' | 'priority' | 'labels' | 'components' | 'createdAt' | 'url'
>;
/** Returns a text as a list of one name; empty where there is none. */
const namesOf = (text: string | null | undefined): string[] => (text ? [nameOf(text)] : []);

const plainOf = ({ id, fields }: WireItem, { web }: Legend): Plain => ({
  key: keyOf(id),
  project: nameOf(fields[fieldNames.project]),
  type: nameOf(fields[fieldNames.type]),
  title: cutToBytes(storableText(fields[fieldNames.title] ?? keyOf(id)), TEXT_BYTES),
  priority: isFilled(fields[fieldNames.priority])
    ? nameOf(String(fields[fieldNames.priority]))
    : null,
  labels: tagsOf(fields[fieldNames.tags]),
  components: namesOf(fields[fieldNames.area]),
  createdAt: fields[fieldNames.created],
  url: `${web}/${encodeURIComponent(fields[fieldNames.project])}/_workitems/edit/${id}`,
});

type Histories = Pick<
  WorkItemFact,
  | 'statusHistory'
  | 'assigneeHistory'
  | 'pointsHistory'
  | 'sprintHistory'
  | 'parentHistory'
  | 'points'
  | 'parent'
>;
function historiesOf(
  { fields, relations }: WireItem,
  values: Values,
  steps: readonly Step[],
  legend: Legend,
): Histories {
  const created = fields[fieldNames.created];
  const above = (relations ?? []).map(parentIn).find((one) => one !== null) ?? null;
  const estimated = pointsField(values, steps, legend);
  const points = estimated === null ? null : values[estimated];
  return {
    statusHistory: statusHistoryOf(fields, steps, legend),
    assigneeHistory: assigneeHistoryOf(fields, steps),
    pointsHistory: estimated === null ? [] : pointsHistoryOf(estimated, created, steps, points),
    sprintHistory: sprintHistoryOf(created, steps, legend),
    parentHistory: parentHistoryOf(created, steps, above, legend.place),
    points: pointsOf(points),
    parent: above === null ? null : itemId(legend.place, above),
  };
}

/** Returns the fact of an item, with what its history says. */
export function toWorkItem(
  item: WireItem,
  values: Values,
  updates: readonly WireUpdate[],
  legend: Legend,
): WorkItemFact {
  const { id, fields, relations } = item;
  const steps = stepsOf(updates, fields[fieldNames.created]);
  const histories = historiesOf(item, values, steps, legend);
  const now = histories.statusHistory.at(-1)!;
  return {
    id: itemId(legend.place, id),
    // Links alone move no date of the item.
    updatedAt: Math.max(fields[fieldNames.changed], ...steps.map(({ at }) => at)),
    ...plainOf(item, legend),
    formerKeys: [],
    isSubtask: histories.parent !== null && legend.taskTypes.includes(fields[fieldNames.type]),
    status: now.status,
    statusCategory: now.category,
    resolution: (now.category === 'DONE' && namesOf(fields[fieldNames.reason])[0]) || null,
    assignee: assigneeOf(fields[fieldNames.assignee]),
    resolvedAt: resolvedAtOf(histories.statusHistory),
    versions: [],
    customFields: customFieldsOf(values, legend),
    ...histories,
    linkedPullRequests: linkedPullRequests(relations ?? [], legend.place),
    linkedCommits: linkedCommits(relations ?? []),
  };
}
