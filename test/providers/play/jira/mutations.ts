import { change, projectOf, statusOf } from './generator.js';
import type { ChangeItem, Issue, Status, World } from './types.js';
import { jiraTime } from './vendor-time.js';

const found = (world: World, key: string): Issue =>
  [...world.issues.values()].find((issue) => issue.key === key || issue.id === key)!;

/** Writes an entry of the history, as the site's clock shows. `moves` says whether `updated` follows. */
function note(world: World, issue: Issue, items: readonly ChangeItem[], moves = true): void {
  const created = jiraTime(world.now, -5);
  const id = String(Number(issue.id) * 100 + issue.histories.length);
  issue.histories.push({ id, author: issue.fields.assignee, created, items });
  if (moves) issue.fields.updated = created;
}

/** Puts an issue into another status. */
export function transition(world: World, key: string, status: string, moves = true): Issue {
  const issue = found(world, key);
  const before = issue.fields.status as { id: string; name: string };
  const after = statusOf(status);
  note(
    world,
    issue,
    [change('status', 'status', [before.id, before.name], [status, after.name])],
    moves,
  );
  issue.fields.status = after;
  if (moves) issue.fields.statuscategorychangedate = jiraTime(world.now, -5);
  return issue;
}

/** Gives an issue another summary. */
export function rename(world: World, key: string, summary: string): Issue {
  const issue = found(world, key);
  note(world, issue, [change('summary', 'summary', nothing(issue), [null, summary])]);
  issue.fields.summary = summary;
  return issue;
}
const nothing = ({ fields }: Issue): readonly [null, string] => [null, String(fields.summary)];

export function deleteIssue(world: World, key: string): Issue {
  const issue = found(world, key);
  world.issues.delete(issue.id);
  return issue;
}

/** Moves an issue to another project: it gets a new key there and keeps its id. */
export function moveIssue(world: World, key: string, project: string): Issue {
  const issue = found(world, key);
  const home = world.projects.find(({ id }) => id === project)!;
  const number = [...world.issues.values()].filter(({ key: other }) =>
    other.startsWith(`${home.key}-`),
  );
  const next = `${home.key}-${number.length + 100}`;
  note(world, issue, [
    change('project', 'project', nothingOf(issue), [home.id, home.name]),
    change('Key', null, [null, issue.key], [null, next]),
  ]);
  world.formerKeys.set(issue.key, issue.id);
  issue.key = next;
  issue.fields.project = projectOf(home);
  return issue;
}
const nothingOf = ({ fields }: Issue): readonly [string, string] => {
  const { id, name } = fields.project as { id: string; name: string };
  return [id, name];
};

/** Renames a project: all keys change, and no `updated` follows. */
export function renameProject(world: World, project: string, key: string): void {
  const home = world.projects.find(({ id }) => id === project)!;
  for (const issue of world.issues.values())
    if (issue.key.startsWith(`${home.key}-`)) {
      world.formerKeys.set(issue.key, issue.id);
      issue.key = issue.key.replace(home.key, key);
      issue.fields.project = projectOf({ ...home, key });
    }
  home.projectKeys = [...(home.projectKeys ?? [home.key]), key];
  home.key = key;
}

interface Value {
  readonly id?: unknown;
  name?: string;
}
const valuesIn = (value: unknown): readonly Value[] =>
  (Array.isArray(value) ? value : [value]).filter((one) => one !== null && typeof one === 'object');

/** Changes what all issues show of one value of a field, such as a priority; no `updated` follows. */
function changeValues(
  world: World,
  field: string,
  id: string,
  how: (value: Value) => Value | null,
): void {
  for (const { fields } of world.issues.values()) {
    const before = fields[field];
    const after = valuesIn(before).flatMap((one) =>
      String(one.id) === id ? (how({ ...one }) ?? []) : one,
    );
    if (before) fields[field] = Array.isArray(before) ? after : (after[0] ?? null);
  }
}

const named =
  (name: string) =>
  (value: Value): Value => ({ ...value, name });

/** Renames one value of a field of all issues. */
export const renameValue = (world: World, field: string, id: string, name: string): void =>
  changeValues(world, field, id, named(name));

/** Renames a version, where its project lists it and where issues show it. */
export function renameVersion(world: World, id: string, name: string): void {
  world.versions.find((version) => version.id === id)!.name = name;
  renameValue(world, 'fixVersions', id, name);
}

/** Deletes a version: issues lose it. */
export function deleteVersion(world: World, id: string): void {
  world.versions.splice(
    world.versions.findIndex((version) => version.id === id),
    1,
  );
  changeValues(world, 'fixVersions', id, () => null);
}

/** Gives a status another name and category. */
export function changeStatus(world: World, status: Status): void {
  const at = world.statuses.findIndex(({ id }) => id === status.id);
  world.statuses[at] = status;
  changeValues(world, 'status', status.id, (value) => ({
    ...value,
    ...{
      name: status.name,
      statusCategory: { id: 3, key: status.category, name: status.category },
    },
  }));
}

/** Gives a field of the site another name. */
export function renameField(world: World, id: string, name: string): void {
  const at = world.fields.findIndex((field) => field.id === id);
  world.fields[at] = { ...world.fields[at], name };
}

/** Makes a new issue out of an old one. */
export function createIssue(world: World, from: string): Issue {
  const model = found(world, from);
  const id = String(world.nextId++);
  const [home] = model.key.split('-');
  const at = jiraTime(world.now, -5);
  const issue: Issue = {
    ...{ id, key: `${home}-${id}`, histories: [] },
    fields: { ...model.fields, created: at, updated: at, status: statusOf('10000') },
  };
  world.issues.set(id, issue);
  return issue;
}

/** Writes many entries into a history, oldest first. */
export function lengthen(world: World, key: string, count: number): Issue {
  const issue = found(world, key);
  for (let index = 0; index < count; index++)
    note(world, issue, [
      change('priority', 'priority', [null, `P${index}`], [null, `P${index + 1}`]),
    ]);
  return issue;
}

/** Closes the sprint under way. Returns its id. */
export function closeSprint(world: World): number {
  const sprint = [...world.sprints.values()].find(({ state }) => state === 'active')!;
  sprint.state = 'closed';
  sprint.completeDate = new Date(world.now).toISOString();
  return sprint.id;
}
