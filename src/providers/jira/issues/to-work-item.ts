import type { WorkItemFact } from '../../../model/facts/work.js';
import { cutToBytes, storableText, TEXT_BYTES } from '../../../model/limits.js';
import { lineOf } from '../../names.js';
import type { IssuesBody, Legend, WireHistory, WireIssue } from '../wire.js';
import { type Change, changesOf, fieldsOf, type History, historyOf, type Kind } from './changes.js';
import { customValues } from './custom-values.js';
import {
  assigneeHistoryOf,
  completedAt,
  parentHistoryOf,
  pointsHistoryOf,
  pointsOf,
  sprintHistoryOf,
  statusHistoryOf,
} from './histories.js';
import { peopleIn, personOf } from './person.js';
import { itemOfSite } from './site-ids.js';

/** All fields of the issue as they came, those with made-up names too. */
type Values = Readonly<Record<string, unknown>>;

const isFilled = (value: unknown): boolean => value !== null && value !== undefined;

/** Returns the field that estimates the issue: of its boards first, then the first filled, then the first that ever changed. */
function pointsField(project: string, values: Values, changes: readonly Change[], legend: Legend) {
  const ofBoards = (legend.pointsOf[project] ?? []).map(
    (id) => legend.points.find((field) => field.id === id) ?? { id, name: id },
  );
  const fields = [...ofBoards, ...legend.points];
  return (
    fields.find(({ id }) => isFilled(values[id])) ??
    fields.find((field) => changesOf(changes, [field]).length > 0) ??
    null
  );
}

/** Data Center before version 9 writes sprints as `...Sprint@1f[id=7,rapidViewId=8,...]`. */
function sprintId(value: unknown): string[] {
  if (typeof value === 'string') return /\[(?:.*?,)?id=(\d+)/.exec(value)?.slice(1, 2) ?? [];
  const { id } = (value ?? {}) as { readonly id?: unknown };
  return typeof id === 'number' || typeof id === 'string' ? [String(id)] : [];
}
const sprintsOf = (values: Values, { sprints }: Legend): readonly string[] =>
  sprints.flatMap(({ id }) => {
    const value = values[id];
    return Array.isArray(value) ? value.flatMap(sprintId) : [];
  });

/** Returns the id of what lies above: `parent`, else the epic that a field of Data Center names by its key. */
function parentOf(
  { fields: { parent } }: WireIssue,
  values: Values,
  changes: readonly Change[],
  { legend, epicIds = {} }: IssuesBody,
): string | null {
  if (parent) return parent.id;
  const key = legend.epics.map(({ id }) => values[id]).find((one) => typeof one === 'string');
  if (typeof key !== 'string') return null;
  const put = changes.findLast(({ item }) => item.toString === key);
  return epicIds[key] ?? put?.item.to ?? null;
}

const customFieldsOf = (values: Values, { custom }: Legend): WorkItemFact['customFields'] =>
  Object.fromEntries(
    custom.flatMap(({ id, name }) => {
      const texts = customValues(values[id]);
      return texts.length > 0 ? [[name, texts]] : [];
    }),
  );

/** Keys that it had before it was moved to another project, or its project was renamed. */
function formerKeysOf(
  { key, fields: { project } }: WireIssue,
  changes: readonly Change[],
  { formerKeys }: Legend,
): readonly string[] {
  const number = key.slice(key.lastIndexOf('-'));
  const moved = changes.flatMap(({ item: { fromString } }) => fromString ?? []);
  const renamed = (formerKeys[project.id] ?? []).map((former) => former + number);
  return [...new Set([...moved, ...renamed])].filter((former) => former !== key);
}

const namesOf = (all: readonly { readonly name: string }[] | null | undefined): string[] =>
  (all ?? []).map(({ name }) => lineOf(name));

type Plain = Pick<
  WorkItemFact,
  'type' | 'isSubtask' | 'title' | 'resolution' | 'priority' | 'labels' | 'components' | 'versions'
>;
/** An issue whose summary is excluded is called by its key. */
const plainOf = ({ key, fields }: WireIssue): Plain => ({
  type: lineOf(fields.issuetype.name),
  isSubtask: fields.issuetype.subtask ?? false,
  title: cutToBytes(storableText(fields.summary ?? key), TEXT_BYTES),
  resolution: fields.resolution ? lineOf(fields.resolution.name) : null,
  priority: fields.priority ? lineOf(fields.priority.name) : null,
  labels: (fields.labels ?? []).map(lineOf),
  components: namesOf(fields.components),
  versions: namesOf(fields.fixVersions),
});

type Histories = Pick<
  WorkItemFact,
  | 'points'
  | 'parent'
  | 'statusHistory'
  | 'assigneeHistory'
  | 'pointsHistory'
  | 'sprintHistory'
  | 'parentHistory'
>;
function historiesOf(
  issue: WireIssue,
  values: Values,
  { changes, entries }: History,
  body: IssuesBody,
): Histories {
  const { fields } = issue;
  const { legend } = body;
  const of = (kind: Kind) => changesOf(changes, fieldsOf(kind, legend));
  const { assignee, creator, reporter } = fields;
  const people = peopleIn([assignee, creator, reporter, ...entries.map(({ author }) => author)]);
  const estimated = pointsField(fields.project.id, values, changes, legend);
  const points = estimated ? pointsOf(values[estimated.id]) : null;
  const ofPoints = estimated ? changesOf(changes, [estimated]) : [];
  const parents = of('PARENT');
  const parent = parentOf(issue, values, parents, body);
  return {
    points,
    parent,
    statusHistory: statusHistoryOf(fields, of('STATUS'), legend),
    assigneeHistory: assigneeHistoryOf(fields, of('ASSIGNEE'), people),
    pointsHistory: pointsHistoryOf(fields, ofPoints, points),
    sprintHistory: sprintHistoryOf(fields, of('SPRINT'), sprintsOf(values, legend)),
    parentHistory: parentHistoryOf(fields, parents, parent),
  };
}

/** Returns the fact of an issue, with what its history says. */
export function toWorkItem(
  issue: WireIssue,
  values: Values,
  given: readonly WireHistory[],
  body: IssuesBody,
): WorkItemFact {
  const { key, fields } = issue;
  const { legend } = body;
  const history = historyOf(given);
  const histories = historiesOf(issue, values, history, body);
  const now = histories.statusHistory.at(-1)!;
  // Some changes, such as a deleted version, are in the history but move no `updated`.
  const newest = history.entries.at(-1)?.created ?? 0;
  const fact: WorkItemFact = {
    id: issue.id,
    updatedAt: Math.max(fields.updated, newest),
    key,
    formerKeys: formerKeysOf(issue, changesOf(history.changes, fieldsOf('KEY', legend)), legend),
    project: fields.project.key,
    ...plainOf(issue),
    status: now.status,
    statusCategory: now.category,
    assignee: fields.assignee ? personOf(fields.assignee) : null,
    createdAt: fields.created,
    resolvedAt: completedAt(histories.statusHistory),
    customFields: customFieldsOf(values, legend),
    ...histories,
    linkedPullRequests: [],
    linkedCommits: [],
    url: `${legend.site}/browse/${key}`,
  };
  return itemOfSite(fact, legend);
}
