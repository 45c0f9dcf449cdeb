import type { FieldChange, PlayItem, PlayProject, Relation, World } from './world.js';
import { BASE, pathOf, projectOf, STILL, timeOf } from './world.js';

const REVERSE = 'System.LinkTypes.Hierarchy-Reverse';
const FORWARD = 'System.LinkTypes.Hierarchy-Forward';

const itemUrl = (id: number): string => `${BASE}/_apis/wit/workItems/${id}`;

/** A person as answers show them. */
export const shown = (world: World, index: number) => {
  const person = world.people[index]!;
  return {
    ...person,
    url: `${BASE}/_apis/Identities/${person.id}`,
    _links: { avatar: { href: `${BASE}/_apis/GraphProfile/MemberAvatars/x` } },
    imageUrl: 'https://example.com/avatar.png',
  };
};

export const itemAt = (world: World, id: number): PlayItem => world.items.get(id)!;
const home = (world: World, { project }: PlayItem): PlayProject =>
  world.projects.find(({ id }) => id === project)!;

interface Making {
  readonly project: PlayProject;
  readonly type: string;
  readonly title: string;
  readonly area?: number;
  readonly iteration?: number;
  readonly by?: number;
  readonly fields?: Readonly<Record<string, unknown>>;
}

/** Fields that are rendered from what they name, as an update shows them. */
const named = (world: World, item: PlayItem): Record<string, unknown> => {
  const project = home(world, item);
  return {
    'System.TeamProject': project.name,
    'System.AreaPath': pathOf(project, item.area),
    'System.IterationPath': pathOf(project, item.iteration),
  };
};

const asNew = (fields: Readonly<Record<string, unknown>>): Record<string, FieldChange> =>
  Object.fromEntries(Object.entries(fields).map(([name, newValue]) => [name, { newValue }]));

/** Creates an item, as its first step shows it. */
export function createItem(world: World, making: Making): PlayItem {
  const { project, type, title, by = 0, fields = {} } = making;
  const id = world.nextItem++;
  const at = timeOf(world.now);
  const { area = project.areas.id, iteration = project.iterations.id } = making;
  const item: PlayItem = {
    ...{ id, rev: 1, project: project.id, area, iteration, tags: [], type },
    ...{ relations: [], updates: [], watermark: ++world.watermark, isDeleted: false },
    fields: {
      ...{ 'System.State': 'New', 'System.Reason': 'New', 'System.Title': title },
      ...{ 'System.CreatedDate': at, 'System.CreatedBy': shown(world, by) },
      ...{ 'System.ChangedDate': at, 'System.ChangedBy': shown(world, by) },
      ...{ 'Microsoft.VSTS.Common.Priority': 2, 'Microsoft.VSTS.Common.StateChangeDate': at },
      ...{ 'System.Description': '<div>Nobody reads this.</div>', ...fields },
    },
  };
  world.items.set(id, item);
  item.updates.push({
    ...{ id: 1, workItemId: id, rev: 1, revisedBy: shown(world, by), revisedDate: STILL },
    fields: {
      ...asNew({ 'System.Id': id, 'System.AreaId': area, 'System.IterationId': iteration }),
      ...asNew({ 'System.Rev': 1, 'System.AuthorizedDate': at, 'System.RevisedDate': STILL }),
      ...asNew({ 'System.WorkItemType': type, 'System.IsDeleted': false }),
      ...{ 'System.AssignedTo': {}, ...asNew({ ...item.fields, ...named(world, item) }) },
      ...asNew({ 'System.Watermark': item.watermark, 'System.Tags': '' }),
    },
    url: `${itemUrl(id)}/updates/1`,
  });
  return item;
}

interface Linking {
  readonly added?: readonly Relation[];
  readonly removed?: readonly Relation[];
}

const nextId = ({ updates }: PlayItem): number => (updates.at(-1)?.id ?? 0) + 1;

/** Writes a revision: fields, links, or both. */
export function edit(
  world: World,
  id: number,
  changes: Readonly<Record<string, unknown>>,
  linking: Linking = {},
  by = 0,
): PlayItem {
  const item = itemAt(world, id);
  const at = timeOf(world.now);
  const changed: Record<string, FieldChange> = {};
  const put = (name: string, newValue: unknown, oldValue: unknown) => {
    changed[name] = {
      ...(oldValue === undefined || oldValue === null ? {} : { oldValue }),
      ...(newValue === null ? {} : { newValue }),
    };
  };
  const before = item.updates.findLast(({ fields }) => fields);
  if (before) before.revisedDate = at;
  item.rev += 1;
  item.watermark = ++world.watermark;
  put('System.Rev', item.rev, item.rev - 1);
  put('System.ChangedDate', at, item.fields['System.ChangedDate']);
  put('System.RevisedDate', STILL, at);
  for (const [name, value] of Object.entries(changes)) {
    put(name, value, item.fields[name]);
    if (value === null) delete item.fields[name];
    else item.fields[name] = value;
  }
  item.fields['System.ChangedDate'] = at;
  item.fields['System.ChangedBy'] = shown(world, by);
  const update = nextId(item);
  relate(item, linking);
  item.updates.push({
    ...{ id: update, workItemId: id, rev: item.rev, revisedBy: shown(world, by) },
    ...{ revisedDate: STILL, fields: changed },
    ...(linking.added || linking.removed ? { relations: linking } : {}),
    url: `${itemUrl(id)}/updates/${update}`,
  });
  return item;
}

function relate(item: PlayItem, { added = [], removed = [] }: Linking): void {
  const urls = removed.map(({ url }) => url);
  item.relations = [...item.relations.filter(({ url }) => !urls.includes(url)), ...added];
}

/** Puts an item into another iteration. */
export function moveToIteration(world: World, id: number, iteration: number): PlayItem {
  const item = itemAt(world, id);
  const project = home(world, item);
  const changes = { 'System.IterationPath': pathOf(project, iteration) };
  const before = { path: pathOf(project, item.iteration), id: item.iteration };
  item.fields['System.IterationPath'] = before.path;
  edit(world, id, changes);
  delete item.fields['System.IterationPath'];
  item.iteration = iteration;
  item.updates.at(-1)!.fields!['System.IterationId'] = { oldValue: before.id, newValue: iteration };
  return item;
}

const parentLink = (parent: number): Relation => ({
  ...{ rel: REVERSE, url: itemUrl(parent) },
  attributes: { isLocked: false, name: 'Parent' },
});

const noteLink = (world: World, sourceId: number, targetId: number, isActive: boolean): void => {
  const rel = 'System.LinkTypes.Hierarchy';
  const changedDate = timeOf(world.now);
  const watermark = ++world.watermark;
  world.links.push({ watermark, rel, sourceId, targetId, changedDate, isActive });
};

/** Puts an item below another by a step of links alone, which makes no revision. `isDated` says whether it shows when. */
export function linkParent(world: World, id: number, parent: number | null, isDated = true): void {
  const item = itemAt(world, id);
  const removed = item.relations.filter(({ rel }) => rel === REVERSE);
  const added = parent === null ? [] : [parentLink(parent)];
  relate(item, { added, removed });
  const update = nextId(item);
  item.updates.push({
    ...{ id: update, workItemId: id, rev: item.rev, revisedBy: shown(world, 0) },
    revisedDate: isDated ? timeOf(world.now) : STILL,
    relations: {
      ...(added.length > 0 ? { added } : {}),
      ...(removed.length > 0 ? { removed } : {}),
    },
    url: `${itemUrl(id)}/updates/${update}`,
  });
  for (const { url } of removed) noteLink(world, Number(url.split('/').at(-1)), id, false);
  if (parent === null) return;
  noteLink(world, parent, id, true);
  const attributes = { isLocked: false, name: 'Child' };
  relate(itemAt(world, parent), { added: [{ rel: FORWARD, url: itemUrl(id), attributes }] });
}

/** Puts an item below another by a revision, as the cloud does now. */
export function setParent(world: World, id: number, parent: number): void {
  edit(world, id, { 'System.Parent': parent }, { added: [parentLink(parent)] });
  noteLink(world, parent, id, true);
}

/** Links an item to code: `Git/Commit` or `Git/PullRequestId`, with the parts of its address. */
export function linkCode(
  world: World,
  id: number,
  kind: string,
  ...parts: readonly string[]
): void {
  const url = `vstfs:///${kind}/${parts.join('%2F')}`;
  const authorizedDate = timeOf(world.now);
  const attributes = { authorizedDate, id: world.watermark, revisedDate: STILL, name: 'Fixed in' };
  edit(world, id, {}, { added: [{ rel: 'ArtifactLink', url, attributes }] });
}

/** Puts an item into the recycle bin, or takes it out again. */
export function bin(world: World, id: number, isDeleted = true): void {
  edit(world, id, { 'System.IsDeleted': isDeleted });
  delete itemAt(world, id).fields['System.IsDeleted'];
  itemAt(world, id).isDeleted = isDeleted;
}

/** Destroys an item: nothing is left of it, in no report. */
export const destroy = (world: World, id: number): void => {
  world.items.delete(id);
};

/** Moves an item to another project, where it may have another type. */
export function moveToProject(world: World, id: number, name: string, type: string): void {
  const item = itemAt(world, id);
  const target = projectOf(world, name)!;
  const before = home(world, item);
  const iteration = item.iteration;
  item.project = target.id;
  item.area = target.areas.id;
  item.iteration = target.iterations.id;
  edit(world, id, {});
  Object.assign(item.updates.at(-1)!.fields!, {
    'System.TeamProject': { oldValue: before.name, newValue: target.name },
    'System.WorkItemType': { oldValue: item.type, newValue: type },
    'System.IterationId': { oldValue: iteration, newValue: item.iteration },
  });
  item.type = type;
}

/** Gives an item a tag of its project. */
export function tag(world: World, id: number, name: string): void {
  const item = itemAt(world, id);
  const found = home(world, item).tags.find((one) => one.name === name)!;
  item.tags.push(found.id);
  edit(world, id, {});
}
