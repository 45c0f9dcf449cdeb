import type { Instant } from '../../../model/time.js';
import { parseJson } from '../../http/answer.js';
import { instantOf } from '../../wire-values.js';
import type { IssuesBody } from '../wire.js';
import {
  bulkIssues,
  cloudBody,
  ISSUES_AT_ONCE,
  type RawIssue,
  type Reader,
  type Search,
  serverBody,
} from './fetch-issues.js';
import { issueQuery } from './jql.js';
import type { Stream } from './state.js';

/** Data Center sends whole histories along. */
const SERVER_ISSUES_AT_ONCE = 50;
/** Fields requested of all issues of a page if only their ids are needed. */
const forOrder = ['updated'];

/** Returns true if an issue was read as it is: id and `updated`. */
export type IsKnown = (id: string, updated: Instant | null) => boolean;

/** A page of a stream: what it brings, how many issues it covers, and where the stream stands after it. */
export interface StreamPage {
  readonly body: IssuesBody | null;
  readonly found: number;
  /** Null: it has ended. */
  readonly next: Stream | null;
}

export const updatedOf = ({ fields }: RawIssue): Instant | null =>
  typeof fields?.updated === 'string' ? instantOf(fields.updated) : null;

/** Returns about how many issues a stream has; null if the site does not say. */
export async function countIssues(
  { site: { client, api, edition }, known }: Reader,
  stream: Stream,
): Promise<number | null> {
  if (edition === 'DATA_CENTER') return null;
  const [jql] = issueQuery(stream, known.zone).split(' ORDER BY ');
  const json = { jql };
  const { count } = await client.askJson<{ count?: number | null }>(
    `${api}/search/approximate-count`,
    { json },
  );
  return count ?? null;
}

/** Asks for the next ids. Where the token has expired, the walk goes on below the last issue that was read. */
async function searchIds({ site: { client, api }, known, log }: Reader, stream: Stream) {
  const ask = (jql: string, token: string | null) =>
    client.ask(`${api}/search/jql`, {
      json: {
        jql,
        fields: forOrder,
        maxResults: ISSUES_AT_ONCE,
        nextPageToken: token ?? undefined,
      },
      allowed: token === null ? [] : [400],
    });
  const first = issueQuery({ ...stream, below: null }, known.zone);
  const answer = await ask(first, stream.token);
  if (answer.status !== 400) return parseJson<Search>(answer);
  log(
    'info',
    'Jira no longer knows the page that the last run ended at: the walk begins again there.',
  );
  return parseJson<Search>(await ask(issueQuery(stream, known.zone), null));
}

const lowest = (issues: readonly RawIssue[], before: Instant | null): Instant | null =>
  issues.map(updatedOf).findLast((at) => at !== null) ?? before;

/** `isLast` is not reliable, so the walk ends where there is no token, with an empty page, or where a token comes again. */
function nextToken(reader: Reader, stream: Stream, search: Search, seen: Set<string>) {
  const token = search.nextPageToken ?? null;
  if (token === null) return null;
  if (stream.token !== null) seen.add(stream.token);
  const isOver = (search.issues ?? []).length === 0 || seen.has(token);
  if (isOver)
    reader.log('warn', 'Jira names a page of issues that leads nowhere: the walk ends here.');
  return isOver ? null : token;
}

async function cloudPage(
  reader: Reader,
  stream: Stream,
  isKnown: IsKnown,
  seen: Set<string>,
): Promise<StreamPage> {
  const search = await searchIds(reader, stream);
  const found = search.issues ?? [];
  const wanted = found.filter((issue) => !isKnown(issue.id, updatedOf(issue)));
  const issues =
    wanted.length === 0
      ? []
      : await bulkIssues(
          reader,
          wanted.map(({ id }) => id),
        );
  const body = issues.length === 0 ? null : await cloudBody(reader, issues);
  const token = nextToken(reader, stream, search, seen);
  const next = token === null ? null : { ...stream, token, below: lowest(found, stream.below) };
  return { body, found: found.length, next };
}

/**
 * Reads a page by its offset. Issues changed meanwhile come first, so some may be read twice.
 * Issues deleted meanwhile move the rest forward, so the next page begins as many earlier.
 */
async function serverPage(reader: Reader, stream: Stream, isKnown: IsKnown): Promise<StreamPage> {
  const { client, api } = reader.site;
  const search = await client.askJson<Search>(`${api}/search`, {
    json: {
      jql: issueQuery({ ...stream, below: null }, reader.known.zone),
      startAt: stream.startAt,
      maxResults: SERVER_ISSUES_AT_ONCE,
      fields: reader.known.requested,
      expand: ['changelog'],
    },
  });
  const found = search.issues ?? [];
  const total = search.total ?? null;
  const wanted = found.filter((issue) => !isKnown(issue.id, updatedOf(issue)));
  const body = wanted.length === 0 ? null : await serverBody(reader, wanted);
  const lost = Math.max(0, (stream.total ?? 0) - (total ?? 0));
  const startAt = lost > 0 ? Math.max(0, stream.startAt - lost) : stream.startAt + found.length;
  const isLast = lost === 0 && (found.length === 0 || (total !== null && startAt >= total));
  return { body, found: found.length, next: isLast ? null : { ...stream, startAt, total } };
}

/** Reads the next page of a stream. */
export const streamPage = (
  reader: Reader,
  stream: Stream,
  isKnown: IsKnown,
  seen: Set<string>,
): Promise<StreamPage> =>
  reader.site.edition === 'CLOUD'
    ? cloudPage(reader, stream, isKnown, seen)
    : serverPage(reader, stream, isKnown);
