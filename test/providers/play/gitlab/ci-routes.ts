import { type PlayRequest, Refused, Reply, type Route } from '../kit/route.js';
import { memberProject } from './code-routes.js';
import { chosen, paged } from './paging.js';
import type { Deployment, Json, Pipeline, World } from './types.js';

const route = (path: string, answer: Route<World>['answer']): Route<World> => ({
  ...{ method: 'GET', path, answer },
});

function pipelineIn(world: World, request: PlayRequest): Pipeline {
  const { pipelines } = memberProject(world, request);
  const found = pipelines.get(Number(request.parameters.pipeline_id));
  if (!found) throw new Refused(new Reply(404, { message: '404 Not found' }));
  return found;
}

const listed = ['id', 'iid', 'project_id', 'name', 'sha', 'ref', 'status', 'source'];
const dated = ['created_at', 'updated_at', 'web_url'];
/** A list shows neither who nor when exactly. */
const renderListed = ({ fields }: Pipeline): Deployment =>
  Object.fromEntries([...listed, ...dated].map((name) => [name, fields[name]])) as Deployment;

const shown = ({ retried: _, ...job }: Json): Json => job;

/** GitLab takes windows of updates of deployments in that order alone. */
function refuseOtherOrder({ query }: PlayRequest): void {
  const isWindow = query.has('updated_after') || query.has('updated_before');
  if (!isWindow || query.get('order_by') === 'updated_at') return;
  const message = '400 Bad request - `updated_at` filter requires `updated_at` sort';
  throw new Refused(new Reply(400, { message }));
}

const PIPELINE = '/projects/{id}/pipelines/{pipeline_id}';

export const ciRoutes: readonly Route<World>[] = [
  route('/projects/{id}/pipelines', (world, request) => {
    const { pipelines } = memberProject(world, request);
    const all = [...pipelines.values()].filter(({ isChild }) => !isChild);
    return paged(request.url, chosen(request, all.map(renderListed)));
  }),
  route(PIPELINE, (world, request) => pipelineIn(world, request).fields),
  route(`${PIPELINE}/jobs`, (world, request) => {
    const { jobs } = pipelineIn(world, request);
    const isWhole = request.query.get('include_retried') === 'true';
    const all = jobs.filter(({ retried }) => isWhole || retried !== true);
    return paged(request.url, all.map(shown));
  }),
  route(`${PIPELINE}/bridges`, (world, request) =>
    paged(request.url, pipelineIn(world, request).bridges),
  ),
  route('/projects/{id}/deployments', (world, request) => {
    refuseOtherOrder(request);
    return paged(request.url, chosen(request, memberProject(world, request).deployments));
  }),
  route('/projects/{id}/environments', (world, request) =>
    paged(request.url, memberProject(world, request).environments),
  ),
];
