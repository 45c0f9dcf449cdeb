import { findIssue } from './cloud-routes.js';
import { search } from './jql.js';
import { listedProject, renderChangelog, renderIssue, renderUser } from './render.js';
import { type Play, type PlayRequest, Refused, type Route } from './route.js';
import type { Issue } from './types.js';
import { jiraTime } from './vendor-time.js';

/** Data Center cuts nothing of one issue, and of a search what is more than this. */
const HISTORIES_OF_A_SEARCH = 40;
const WHOLE = 10_000;
const ISSUES_AT_ONCE = 1_000;

const serverInfo: Route['answer'] = ({ edition, world }) => ({
  ...{
    baseUrl: world.address ?? 'https://example.atlassian.net',
    version: edition === 'CLOUD' ? '1001.0.0' : '9.12.4',
  },
  ...{ versionNumbers: [9, 12, 4], buildNumber: 100_300, serverTitle: 'Jira' },
  deploymentType: edition === 'CLOUD' ? 'Cloud' : 'Server',
  serverTime: jiraTime(world.now, -5),
});

const permissionNames = ['BROWSE_PROJECTS', 'USER_PICKER', 'CREATE_ISSUES'];
const permissions: Route['answer'] = ({ edition, world, faults }, { query }) => {
  const project = query.get('projectId') ?? query.get('projectKey');
  const asked =
    query.get('permissions')?.split(',') ?? (edition === 'CLOUD' ? [] : permissionNames);
  if (asked.length === 0) throw new Refused(400, 'The `permissions` query parameter is required.');
  const isHidden = project !== null && world.hidden.has(project);
  if (isHidden && edition === 'CLOUD')
    throw new Refused(404, `No project could be found with id '${project}'.`);
  const entries = asked.map((key, id) => [
    key,
    {
      id: String(id),
      key,
      name: key,
      type: 'PROJECT',
      description: '',
      havePermission: !isHidden && !faults.lacking?.includes(key),
    },
  ]);
  return { permissions: Object.fromEntries(entries) };
};

const wanted = (text: string | null): readonly string[] => text?.split(',') ?? [];

const oneIssue: Route['answer'] = (play, { query, parameters: [id] }) => {
  const issue = findIssue(play, decodeURIComponent(id!));
  if (!issue)
    throw new Refused(404, 'Issue does not exist or you do not have permission to see it.');
  const whole = renderIssue(issue, play.edition, wanted(query.get('fields')));
  return query.get('expand') === 'changelog'
    ? { ...whole, changelog: renderChangelog(issue, play.edition, WHOLE) }
    : whole;
};

const ofBoth = ({ edition }: Play, path: string): string =>
  `${edition === 'CLOUD' ? '/rest/api/3' : '/rest/api/2'}${path}`;

const statusesOf: Route['answer'] = ({ world }) =>
  world.statuses.map(({ id, name, category }) => ({
    ...{
      self: `https://example.atlassian.net/status/${id}`,
      description: '',
      iconUrl: '',
      name,
      id,
    },
    statusCategory: { self: '', id: 1, key: category, colorName: 'green', name: category },
  }));

const projectOf = ({ fields }: Issue): unknown =>
  (fields.project as { readonly id?: unknown } | undefined)?.id;

/** The values of a field that issues show, each once. */
const valuesOf =
  (field: string): Route['answer'] =>
  ({ world }, { parameters: [project] }) => {
    const issues = [...world.issues.values()].filter(
      (issue) => project === undefined || projectOf(issue) === project,
    );
    const values = issues.flatMap(({ fields }) => fields[field] ?? []) as { readonly id: string }[];
    return [...new Map(values.map((value) => [value.id, value])).values()];
  };

const lists: readonly (readonly [path: string, field: string])[] = [
  ['/issuetype', 'issuetype'],
  ['/priority', 'priority'],
  ['/resolution', 'resolution'],
  ['/project/{id}/components', 'components'],
];

/** Returns the routes of both editions, each under its own version. */
export const commonRoutes = (play: Play): readonly Route[] => [
  { method: 'GET', path: '/rest/api/2/serverInfo', answer: serverInfo },
  { method: 'GET', path: ofBoth(play, '/serverInfo'), answer: serverInfo },
  {
    method: 'GET',
    path: ofBoth(play, '/myself'),
    answer: ({ world, edition }) => renderUser(world, edition),
  },
  { method: 'GET', path: ofBoth(play, '/mypermissions'), answer: permissions },
  { method: 'GET', path: ofBoth(play, '/field'), answer: ({ world }) => world.fields },
  { method: 'GET', path: ofBoth(play, '/status'), answer: statusesOf },
  { method: 'GET', path: ofBoth(play, '/issue/{id}'), answer: oneIssue },
  ...lists.map(([path, field]) => ({
    ...{ method: 'GET', path: ofBoth(play, path), answer: valuesOf(field) },
  })),
];

interface SearchBody {
  readonly jql?: string;
  readonly startAt?: number;
  readonly maxResults?: number;
  readonly fields?: readonly string[];
  readonly expand?: readonly string[];
}

const serverSearch = (play: Play, { body }: PlayRequest): unknown => {
  const { jql = '', startAt = 0, maxResults = 50, fields = [], expand = [] } = body as SearchBody;
  const most = Math.min(maxResults, ISSUES_AT_ONCE);
  const { issues } = search(jql, play.world);
  const page = issues.slice(startAt, startAt + most).map((issue) => {
    const whole = renderIssue(issue, play.edition, fields);
    const own =
      issue.id === play.faults.malformedIssue
        ? { ...whole, fields: { ...whole.fields, created: null } }
        : whole;
    return expand.includes('changelog')
      ? { ...own, changelog: renderChangelog(issue, play.edition, HISTORIES_OF_A_SEARCH) }
      : own;
  });
  return { expand: 'schema,names', startAt, maxResults: most, total: issues.length, issues: page };
};

/** The routes of Data Center alone. */
export const serverRoutes: readonly Route[] = [
  { method: 'POST', path: '/rest/api/2/search', answer: serverSearch },
  {
    method: 'GET',
    path: '/rest/api/2/project',
    answer: ({ world }, { query }) =>
      world.projects
        .filter(({ id }) => !world.hidden.has(id))
        .map((project) => listedProject(project, query)),
  },
  {
    method: 'GET',
    path: '/rest/api/2/project/{id}/versions',
    answer: ({ world }, { parameters: [id] }) =>
      world.versions.filter(({ projectId }) => String(projectId) === id),
  },
];
