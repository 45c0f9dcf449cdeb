import { type PlayRequest, Reply, type Route } from '../kit/route.js';
import { listOf, projectIn, refusal, renderItem, renderIteration, renderNode } from './render.js';
import { reportRoutes } from './report-routes.js';
import { BASE, type PlayItem, projectOf, type World } from './world.js';

type BoardsRoute = Route<World>;
const BATCH_MOST = 200;

const list = <Value>(value: readonly Value[]) => ({ count: value.length, value });
const get = (path: string, answer: BoardsRoute['answer']): BoardsRoute => ({
  ...{ method: 'GET', path, answer },
});

/** A page of a list by `$top` and `$skip`. */
function paged<Value>(values: readonly Value[], { query }: PlayRequest, most: number) {
  const skip = Number(query.get('$skip') ?? 0);
  const top = Number(query.get('$top') ?? most);
  return list(values.slice(skip, skip + Math.min(top, most)));
}

const projects: BoardsRoute['answer'] = (world, request) => {
  const seen = world.projects.filter(({ id }) => !world.hidden.has(id));
  const shown = seen.map(({ id, name }) => ({
    ...{ id, name, description: `Work of ${name}`, state: 'wellFormed', revision: 7 },
    ...{ visibility: 'private', url: `${BASE}/_apis/projects/${id}` },
  }));
  return paged(shown, request, 200);
};

const teams: BoardsRoute['answer'] = (world, request) => {
  const { name, id, teams: all } = projectIn(world, request);
  if (world.lacking.has('teams'))
    throw refusal(403, 'TF50309: You need the permission View project-level information.');
  const shown = all.map((team) => ({
    ...{ id: team.id, name: team.name, description: `The team of ${name}.` },
    ...{ url: `${BASE}/_apis/projects/${id}/teams/${team.id}`, projectName: name, projectId: id },
  }));
  return paged(shown, request, 200);
};

const iterations: BoardsRoute['answer'] = (world, request) => {
  const project = projectIn(world, request);
  const { team } = request.parameters;
  const found = project.teams.find(({ id, name }) => [id, name].includes(team ?? ''));
  if (!found) throw refusal(404, `The team with id '${team}' does not exist.`);
  return list(found.iterations.flatMap((one) => renderIteration(world, project, one)));
};

const nodes: BoardsRoute['answer'] = (world, request) => {
  const { areas, iterations: tree, name } = projectIn(world, request);
  const depth = Number(request.query.get('$depth') ?? 0);
  return list([areas, tree].map((root) => renderNode(root, name, depth)));
};

const types: BoardsRoute['answer'] = (world, request) => {
  const { types: all, name } = projectIn(world, request);
  return list(
    all.map(({ name: type, referenceName, states }) => ({
      ...{ name: type, referenceName, description: '', color: 'CC293D', isDisabled: false },
      ...{ fields: [], fieldInstances: [], transitions: {} },
      states: states.map((state) => ({ ...state, color: 'b2b2b2' })),
      url: `${BASE}/${name}/_apis/wit/workItemTypes/${encodeURIComponent(type)}`,
    })),
  );
};

const categories: BoardsRoute['answer'] = (world, request) => {
  const { types: all } = projectIn(world, request);
  const task = all.find(({ referenceName }) => referenceName.endsWith('.Task'))!;
  const type = { name: task.name, url: `${BASE}/_apis/wit/workItemTypes/Task` };
  return list([
    {
      ...{ name: 'Task Category', referenceName: 'Microsoft.TaskCategory' },
      ...{ defaultWorkItemType: type, workItemTypes: [type] },
      url: `${BASE}/_apis/wit/workItemTypeCategories/Microsoft.TaskCategory`,
    },
  ]);
};

const fieldNames: readonly (readonly [string, string, string])[] = [
  ['Title', 'System.Title', 'string'],
  ['Story Points', 'Microsoft.VSTS.Scheduling.StoryPoints', 'double'],
  ['Effort', 'Microsoft.VSTS.Scheduling.Effort', 'double'],
  ['Priority', 'Microsoft.VSTS.Common.Priority', 'integer'],
  ['Severity', 'Microsoft.VSTS.Common.Severity', 'string'],
];
const fields: BoardsRoute['answer'] = () =>
  list(
    fieldNames.map(([name, referenceName, type]) => ({
      ...{ name, referenceName, type, readOnly: false, supportedOperations: [] },
      url: `${BASE}/_apis/wit/fields/${referenceName}`,
    })),
  );

/** An item that the token may see and that is in no recycle bin. */
function seen(world: World, id: number): PlayItem | null {
  const item = world.items.get(id);
  if (!item || item.isDeleted || world.unseen.has(id)) return null;
  return world.hidden.has(item.project) ? null : item;
}

const missing = (id: number) =>
  refusal(
    404,
    `TF401232: Work item ${id} does not exist, or you do not have permissions to read it.`,
  );

const oneItem: BoardsRoute['answer'] = (world, { parameters, query }) => {
  const id = Number(parameters.id);
  const item = seen(world, id);
  const isHere =
    parameters.project === undefined || projectOf(world, parameters.project)?.id === item?.project;
  if (!item || !isHere) throw missing(id);
  return renderItem(world, item, listOf(query.get('fields')), query.get('$expand'));
};

interface Batch {
  readonly ids?: readonly number[];
  readonly fields?: readonly string[];
  readonly $expand?: string;
  readonly errorPolicy?: string;
}

const batch: BoardsRoute['answer'] = (world, request) => {
  const { id: project } = projectIn(world, request);
  const { ids = [], fields: names = [], $expand = null, errorPolicy } = request.body as Batch;
  if (ids.length > BATCH_MOST)
    throw refusal(400, 'VS403474: You can get a maximum of 200 work items in a single batch.');
  if (names.length > 0 && $expand !== null)
    throw refusal(400, 'The expand parameter can not be used with the fields parameter.');
  const value = ids.map((id) => {
    const found = seen(world, id);
    const item = found?.project === project ? found : null;
    if (!item && errorPolicy?.toLowerCase() !== 'omit') throw missing(id);
    return item ? renderItem(world, item, names, $expand) : null;
  });
  return list(value.filter((item) => item !== null));
};

const updates: BoardsRoute['answer'] = (world, request) => {
  const id = Number(request.parameters.id);
  const item = seen(world, id);
  if (!item) throw missing(id);
  return paged(item.updates, request, 200);
};

const recycleBin: BoardsRoute['answer'] = (world, request) => {
  const { id: project } = projectIn(world, request);
  const gone = [...world.items.values()].filter(
    (item) => item.isDeleted && item.project === project,
  );
  return list(gone.map(({ id }) => ({ id, url: `${BASE}/_apis/wit/recycleBin/${id}` })));
};

/** A query that finds more than this is refused, however it is ordered. */
const wiql: BoardsRoute['answer'] = (world) =>
  world.items.size > 20_000
    ? new Reply(400, { message: 'VS402337: The number of work items returned exceeds 20000.' })
    : { queryType: 'flat', workItems: [...world.items.keys()].map((id) => ({ id })) };

const inProject = '/{project}/_apis/wit';
export const routes: readonly BoardsRoute[] = [
  get('/_apis/projects', projects),
  get('/_apis/projects/{project}/teams', teams),
  get('/{project}/{team}/_apis/work/teamsettings/iterations', iterations),
  get(`${inProject}/classificationnodes`, nodes),
  get(`${inProject}/workitemtypes`, types),
  get(`${inProject}/workitemtypecategories`, categories),
  get(`${inProject}/fields`, fields),
  get(`${inProject}/tags`, (world, request) => list(projectIn(world, request).tags)),
  get(`${inProject}/workitems/{id}`, oneItem),
  get('/_apis/wit/workitems/{id}', oneItem),
  get(`${inProject}/workItems/{id}/updates`, updates),
  get(`${inProject}/recyclebin`, recycleBin),
  { method: 'POST', path: `${inProject}/workitemsbatch`, answer: batch },
  { method: 'POST', path: `${inProject}/wiql`, answer: wiql },
  ...reportRoutes,
];
