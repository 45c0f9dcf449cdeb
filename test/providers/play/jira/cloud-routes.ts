import { search } from './jql.js';
import { listedProject, renderIssue } from './render.js';
import { type Play, Refused, type Route } from './route.js';
import type { Issue } from './types.js';

interface SearchBody {
  readonly jql?: string;
  readonly fields?: readonly string[];
  readonly maxResults?: number;
  readonly nextPageToken?: string;
}
const ISSUES_AT_ONCE = 100;
const IDS_AT_ONCE = 5_000;

/** The position of a page is the id of the issue before it. */
const tokenOf = (issue: Issue): string => Buffer.from(`after:${issue.id}`).toString('base64url');

function startOf(issues: readonly Issue[], token: string | undefined, { faults }: Play): number {
  if (token === undefined) return 0;
  const id = Buffer.from(token, 'base64url').toString().replace('after:', '');
  const at = issues.findIndex((issue) => issue.id === id);
  if (at < 0 || faults.expiredTokens)
    throw new Refused(400, 'The provided next page token is invalid.');
  return at + 1;
}

const searchJql: Route['answer'] = (play, { body }) => {
  const { jql = '', fields = [], maxResults = 50, nextPageToken } = body as SearchBody;
  const { issues, isBounded } = search(jql, play.world);
  if (!isBounded) throw new Refused(400, 'Unbounded JQL queries are not allowed here.');
  const from = startOf(issues, nextPageToken, play);
  const most = fields.length === 0 ? IDS_AT_ONCE : ISSUES_AT_ONCE;
  const page = issues.slice(from, from + Math.min(maxResults, most));
  const last = page.at(-1);
  const isOver = last === undefined || last === issues.at(-1);
  const repeated = play.faults.repeatedToken ? tokenOf(issues[ISSUES_AT_ONCE - 1]!) : null;
  return {
    issues: page.map((issue) =>
      fields.length === 0 ? { id: issue.id } : renderIssue(issue, 'CLOUD', fields),
    ),
    ...(isOver ? {} : { nextPageToken: repeated ?? tokenOf(last) }),
    // It is not reliable.
    isLast: true,
  };
};

/** Former keys lead to an issue too; what is no more is an error of its own. */
export function findIssue({ world }: Play, idOrKey: string): Issue | null {
  const all = [...world.issues.values()];
  const id = world.formerKeys.get(idOrKey) ?? idOrKey;
  const issue = world.issues.get(id) ?? all.find(({ key }) => key === idOrKey) ?? null;
  const home = (issue?.fields.project ?? {}) as { id?: string };
  return home.id && world.hidden.has(home.id) ? null : issue;
}

const bulkFetch: Route['answer'] = (play, { body }) => {
  const { issueIdsOrKeys, fields = [] } = body as {
    readonly issueIdsOrKeys: readonly string[];
    readonly fields?: readonly string[];
  };
  if (issueIdsOrKeys.length > ISSUES_AT_ONCE)
    throw new Refused(400, 'Too many issues: at most 100.');
  const found = issueIdsOrKeys.map((id) => [id, findIssue(play, id)] as const);
  const malformed = play.faults.malformedIssue;
  return {
    issues: found.flatMap(([, issue]) => {
      if (!issue) return [];
      const whole = renderIssue(issue, 'CLOUD', fields);
      return [
        issue.id === malformed ? { ...whole, fields: { ...whole.fields, created: null } } : whole,
      ];
    }),
    issueErrors: found.flatMap(([id, issue]) =>
      issue ? [] : [{ id, errorMessage: 'Issue does not exist or you do not have permission.' }],
    ),
  };
};

const HISTORIES_AT_ONCE = 1_000;

/** The oldest entries first, over all issues, in pages. */
const bulkChangelogs: Route['answer'] = (play, { body }) => {
  const {
    issueIdsOrKeys,
    maxResults = HISTORIES_AT_ONCE,
    nextPageToken,
  } = body as {
    readonly issueIdsOrKeys: readonly string[];
    readonly maxResults?: number;
    readonly nextPageToken?: string;
  };
  const all = issueIdsOrKeys.flatMap((id) => {
    const issue = findIssue(play, id);
    return (issue?.histories ?? []).map((history) => ({ issueId: issue!.id, history }));
  });
  const from = Number(nextPageToken ?? 0);
  const most = Math.min(maxResults, play.faults.mostHistories ?? maxResults);
  const page = all.slice(from, from + most);
  const ids = [...new Set(page.map(({ issueId }) => issueId))];
  const next = from + page.length;
  return {
    issueChangeLogs: ids.map((id) => ({
      issueId: id,
      changeHistories: page.flatMap(({ issueId, history }) => (issueId === id ? [history] : [])),
    })),
    ...(next < all.length ? { nextPageToken: String(next) } : {}),
  };
};

const gone: Route['answer'] = () => {
  throw new Refused(
    410,
    'The requested API has been removed. Please migrate to /rest/api/3/search/jql.',
  );
};

/** The routes of Cloud alone. */
export const cloudRoutes: readonly Route[] = [
  { method: 'POST', path: '/rest/api/3/search/jql', answer: searchJql },
  {
    method: 'POST',
    path: '/rest/api/3/search/approximate-count',
    answer: ({ world }, { body }) => ({
      count: search((body as SearchBody).jql ?? '', world).issues.length,
    }),
  },
  { method: 'POST', path: '/rest/api/3/issue/bulkfetch', answer: bulkFetch },
  { method: 'POST', path: '/rest/api/3/changelog/bulkfetch', answer: bulkChangelogs },
  ...['/rest/api/2/search', '/rest/api/3/search'].flatMap((path) =>
    ['GET', 'POST'].map((method) => ({ method, path, answer: gone })),
  ),
  {
    method: 'GET',
    path: '/rest/api/3/project/search',
    answer: ({ world }, { query }) => {
      const startAt = Number(query.get('startAt') ?? 0);
      const maxResults = Math.min(Number(query.get('maxResults') ?? 50), 50);
      const word = (query.get('query') ?? '').toLowerCase();
      const seen = world.projects.filter(
        ({ id, key, name }) =>
          !world.hidden.has(id) && `${key} ${name}`.toLowerCase().includes(word),
      );
      const values = seen.slice(startAt, startAt + maxResults);
      return {
        startAt,
        maxResults,
        total: seen.length,
        isLast: startAt + maxResults >= seen.length,
        values: values.map((project) => listedProject(project, query)),
      };
    },
  },
  {
    method: 'GET',
    path: '/rest/api/3/project/{id}/version',
    answer: ({ world }, { query, parameters: [id] }) => {
      const startAt = Number(query.get('startAt') ?? 0);
      const all = world.versions.filter(({ projectId }) => String(projectId) === id);
      const values = all.slice(startAt, startAt + 50);
      return {
        startAt,
        maxResults: 50,
        total: all.length,
        isLast: startAt + 50 >= all.length,
        values,
      };
    },
  },
];
