import { type PlayRequest, Refused, Reply, type Route } from '../kit/route.js';
import { renderIssue, renderMergeRequest, renderProject, renderUser } from './elements.js';
import { chosen, paged, perPageOf } from './paging.js';
import type { Issue, Json, MergeRequest, Project, World } from './types.js';

const notFound = (what: string) =>
  new Refused(new Reply(404, { message: `404 ${what} Not Found` }));

/** Returns the project by its number, or by its path with `%2F`. */
function projectIn(world: World, { parameters: { id = '' } }: PlayRequest): Project {
  const found = world.projects.find((one) => String(one.id) === id || one.path === id);
  if (!found) throw notFound('Project');
  return found;
}

/** Guests see no code. */
export function memberProject(world: World, request: PlayRequest): Project {
  const project = projectIn(world, request);
  if (world.role === 'GUEST' && project.visibility === 'private')
    throw new Refused(new Reply(403, { message: '403 Forbidden' }));
  return project;
}

function mergeRequestIn(world: World, request: PlayRequest): MergeRequest {
  const { mergeRequests } = memberProject(world, request);
  const found = mergeRequests.get(Number(request.parameters.merge_request_iid));
  if (!found) throw notFound('Merge Request');
  return found;
}
function issueIn(world: World, request: PlayRequest): Issue {
  const found = projectIn(world, request).issues.get(Number(request.parameters.issue_iid));
  if (!found) throw notFound('Issue');
  return found;
}

/** The oldest first where that is asked for: notes are listed the newest first. */
const inOrder = ({ query }: PlayRequest, notes: readonly Json[]): Json[] =>
  notes.toSorted(
    (left, right) =>
      (query.get('sort') === 'asc' ? 1 : -1) *
      (Date.parse(String(left.created_at)) - Date.parse(String(right.created_at))),
  );

type Dated = Json & { created_at: string; updated_at: string };
const MERGE_REQUEST = '/projects/{id}/merge_requests/{merge_request_iid}';
const ISSUE = '/projects/{id}/issues/{issue_iid}';

const route = (path: string, answer: Route<World>['answer']): Route<World> => ({
  ...{ method: 'GET', path, answer },
});
/** A list of a merge request or an issue. */
const ofMergeRequest = (list: string, of: (one: MergeRequest, request: PlayRequest) => Json[]) =>
  route(`${MERGE_REQUEST}/${list}`, (world, request) =>
    paged(request.url, of(mergeRequestIn(world, request), request)),
  );

const accountRoutes: readonly Route<World>[] = [
  route('/version', ({ version }) => ({ version, revision: 'f00d', enterprise: true })),
  route('/user', (world) => ({ ...renderUser(world, world.users.at(-1)!), bot: false })),
  route('/personal_access_tokens/self', ({ scopes, now }) => ({
    ...{ id: 1, name: 'insights', revoked: false, active: true, scopes },
    expires_at: new Date(now + 90 * 86_400_000).toISOString().slice(0, 10),
  })),
  route('/groups', (world, { url }) => {
    const paths = new Set(world.projects.map(({ path }) => path.slice(0, path.lastIndexOf('/'))));
    const groups = [...paths].sort().map((full_path, index) => ({
      ...{ id: index + 1, full_path, path: full_path, name: full_path, description: '' },
    }));
    return paged(url, groups);
  }),
];

const projectRoutes: readonly Route<World>[] = [
  route('/projects', (world, { query, url }) => {
    const all = world.projects.toSorted((left, right) => left.id - right.id);
    const render = (project: Project) => renderProject(world, project);
    if (query.get('pagination') !== 'keyset') return paged(url, all.map(render));
    const after = Number(query.get('id_after') ?? 0);
    const nodes = all.filter(({ id }) => id > after).slice(0, perPageOf(query));
    return nodes.map(render);
  }),
  route('/groups/{id}/projects', (world, { parameters: { id }, url }) => {
    const nodes = world.projects.filter(({ path }) => path.startsWith(`${id}/`));
    if (nodes.length === 0) throw notFound('Group');
    return paged(
      url,
      nodes
        .toSorted((left, right) => left.id - right.id)
        .map((project) => renderProject(world, project)),
    );
  }),
  route('/projects/{id}', (world, request) => renderProject(world, projectIn(world, request))),
  route('/projects/{id}/repository/tags', (world, request) =>
    paged(request.url, memberProject(world, request).tags),
  ),
];

const mergeRequestRoutes: readonly Route<World>[] = [
  route('/projects/{id}/merge_requests', (world, request) => {
    const project = memberProject(world, request);
    const all = [...project.mergeRequests.values()].map(
      (one) => renderMergeRequest(world, project, one) as Dated,
    );
    return paged(request.url, chosen(request, all));
  }),
  route(MERGE_REQUEST, (world, request) => ({
    ...renderMergeRequest(world, memberProject(world, request), mergeRequestIn(world, request)),
    changes_count: String(mergeRequestIn(world, request).diffs.length),
  })),
  ofMergeRequest('commits', ({ commits }) => commits),
  ofMergeRequest('notes', ({ notes }, request) => inOrder(request, notes)),
  ofMergeRequest('diffs', ({ diffs }) => diffs),
  ofMergeRequest('resource_state_events', ({ states }) => states),
];

const issueRoutes: readonly Route<World>[] = [
  route('/projects/{id}/issues', (world, request) => {
    const project = projectIn(world, request);
    const all = [...project.issues.values()].map(
      (one) => renderIssue(world, project, one) as Dated,
    );
    return paged(request.url, chosen(request, all));
  }),
  route(ISSUE, (world, request) =>
    renderIssue(world, projectIn(world, request), issueIn(world, request)),
  ),
  route(`${ISSUE}/resource_state_events`, (world, request) =>
    paged(request.url, issueIn(world, request).states),
  ),
  route(`${ISSUE}/resource_label_events`, (world, request) =>
    paged(request.url, issueIn(world, request).labels),
  ),
  route(`${ISSUE}/related_merge_requests`, (world, request) => {
    const project = projectIn(world, request);
    const found = issueIn(world, request).related.flatMap(
      (iid) => project.mergeRequests.get(iid) ?? [],
    );
    return paged(
      request.url,
      found.map((one) => renderMergeRequest(world, project, one)),
    );
  }),
];

export const codeRoutes: readonly Route<World>[] = [
  ...accountRoutes,
  ...projectRoutes,
  ...mergeRequestRoutes,
  ...issueRoutes,
];
