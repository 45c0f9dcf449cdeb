import type { PlayRequest } from '../kit/route.js';
import { Refused, Reply } from '../kit/route.js';
import {
  BASE,
  nodesOf,
  type PlayItem,
  type PlayNode,
  type PlayProject,
  pathOf,
  projectOf,
  type World,
} from './world.js';

export const refusal = (status: number, message: string): Refused =>
  new Refused(
    new Reply(status, {
      ...{ $id: '1', innerException: null, message },
      ...{ typeName: 'Microsoft.TeamFoundation', typeKey: 'Refused', errorCode: 0, eventId: 3000 },
    }),
  );

/** Returns the project of a path. Refuses one that the token does not see. */
export function projectIn(world: World, { parameters }: PlayRequest): PlayProject {
  const word = parameters.project ?? '';
  const found = projectOf(world, word);
  if (!found) throw refusal(404, `TF200016: The following project does not exist: ${word}.`);
  return found;
}

const tagsOf = ({ tags }: PlayItem, project: PlayProject): string =>
  tags.flatMap((id) => project.tags.find((tag) => tag.id === id)?.name ?? []).join('; ');

/** All fields of an item as they are now: what trees and lists name is as it is called now. */
export function fieldsOf(world: World, item: PlayItem): Record<string, unknown> {
  const project = world.projects.find(({ id }) => id === item.project)!;
  const tags = tagsOf(item, project);
  const all: Record<string, unknown> = {
    'System.Id': item.id,
    'System.Rev': item.rev,
    'System.AreaPath': pathOf(project, item.area),
    'System.TeamProject': project.name,
    'System.IterationPath': pathOf(project, item.iteration),
    'System.WorkItemType': item.type,
    ...item.fields,
    ...(tags === '' ? {} : { 'System.Tags': tags }),
    ...(item.isDeleted ? { 'System.IsDeleted': true } : {}),
  };
  if (world.malformed === item.id) delete all['System.CreatedDate'];
  return all;
}

const picked = (fields: Record<string, unknown>, names: readonly string[]) =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => names.includes(name)));

export const listOf = (text: string | null): readonly string[] =>
  text === null || text === '' ? [] : text.split(',');

/** An item as answers show it; without names, all its fields but those of the list above. */
export function renderItem(
  world: World,
  item: PlayItem,
  names: readonly string[],
  expand: string | null,
) {
  const { 'System.Id': _, 'System.Rev': __, ...usual } = fieldsOf(world, item);
  const fields = names.length > 0 ? picked(fieldsOf(world, item), names) : usual;
  const isExpanded = ['relations', 'all'].includes(expand?.toLowerCase() ?? '');
  const hasRelations = isExpanded && item.relations.length > 0;
  return {
    ...{ id: item.id, rev: item.rev, fields },
    ...(hasRelations ? { relations: item.relations } : {}),
    url: `${BASE}/_apis/wit/workItems/${item.id}`,
  };
}

/** A node of a tree, to a depth. */
export function renderNode(node: PlayNode, name: string, depth: number): unknown {
  const { id, identifier, structureType, children, startDate, finishDate } = node;
  const below = children.map((child) => renderNode(child, child.name, depth - 1));
  return {
    ...{ id, identifier, name, structureType, hasChildren: children.length > 0 },
    ...(depth > 0 && below.length > 0 ? { children: below } : {}),
    ...(startDate ? { attributes: { startDate, finishDate } } : {}),
    ...{ path: `\\${name}`, url: `${BASE}/_apis/wit/classificationNodes/${id}` },
  };
}

const DAY = 86_400_000;

/** An iteration as a team's list shows it. */
export function renderIteration(world: World, project: PlayProject, identifier: string) {
  const found = nodesOf({ ...project.iterations, name: project.name }).find(
    ({ node }) => node.identifier === identifier,
  );
  if (!found) return [];
  const { startDate = null, finishDate = null, name } = found.node;
  const isOver = finishDate !== null && Date.parse(finishDate) + DAY <= world.now;
  const isBegun = startDate !== null && Date.parse(startDate) <= world.now;
  const begun = isBegun ? 'current' : 'future';
  return [
    {
      ...{ id: identifier, name, path: found.path },
      attributes: { startDate, finishDate, timeFrame: isOver ? 'past' : begun },
      url: `${BASE}/_apis/work/teamsettings/iterations/${identifier}`,
    },
  ];
}
